{#- The first of these texts that is not blank. -#}
{% macro first_text(texts) -%}
    coalesce(
        {%- for text in texts %}nullif(trim({{ text }}), ''){{ ", " if not loop.last }}
        {%- endfor -%}
    )
{%- endmacro %}
