{#- The first of these texts that is known; enrichments spell out what is not. -#}
{% macro snowplow_known(texts) -%}
    coalesce(
        {%- for text in texts %}
        case
            when lower(trim({{ text }})) not in ('unknown', 'other', '??', '')
                then trim({{ text }})
        end{{ "," if not loop.last }}
        {%- endfor %}
    )
{%- endmacro %}
