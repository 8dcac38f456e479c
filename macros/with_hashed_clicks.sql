{#- The query and fragment of a link with its click ids as hashes. -#}
{% macro with_hashed_clicks(text) -%}
    {%- set click -%}
        '(?i)^((?:.*[?#])?(?:amp;)?(?:{{ click_id_parameters() | join("|") }})=)([^#]+)(.*)$'
    {%- endset -%}
    array_to_string(
        list_transform(
            string_split({{ text }}, '&'),
            lambda part: case
                when regexp_matches(part, {{ click }})
                    then regexp_extract(part, {{ click }}, 1)
                        || {{ salted_hash(url_decoded(
                            "regexp_extract(part, " ~ click ~ ", 2)"
                        )) }}
                        || regexp_extract(part, {{ click }}, 3)
                else part
            end
        ),
        '&'
    )
{%- endmacro %}
