{#- Whether a medium yields to a click id: var media_that_click_ids_correct. -#}
{% macro is_correctable_medium(medium) -%}
    {{ medium }} in (
        {%- for each in var('media_that_click_ids_correct') %}
        '{{ each | lower | replace("'", "''") }}'{{ "," if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}
