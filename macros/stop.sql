{#-
    Ends the build with one line: what is wrong and where, then how to mend it. The engine
    raises it, because dbt's own error would append the stack of macros.
-#}
{% macro stop(problem, mend) %}
    {%- do run_query(
        "select error('" ~ (problem ~ " " ~ mend) | replace("'", "''") ~ "')"
    ) %}
{% endmacro %}
