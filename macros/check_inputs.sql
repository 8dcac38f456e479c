{#-
    The files of the optional inputs. A folder that is not there is no mistake, and files
    whose names begin with a dot belong to the file system.
-#}
{% macro check_inputs() %}
    {%- if execute and target.type == "duckdb" %}
        {%- for folder in input_layouts() %}
            {%- set files = [] %}
            {%- for file in raw_files(folder, ["*"])
                if not file.split("/")[-1].startswith(".") %}
                {%- do files.append(file) %}
            {%- endfor %}
            {%- if files %}{{ check_input_files(folder, files) }}{% endif %}
        {%- endfor %}
    {%- endif %}
{% endmacro %}
