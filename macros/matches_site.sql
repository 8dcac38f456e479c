{#-
    Whether a source belongs to the site that a pattern names. A bare name is that name; a
    host stands for itself and its subdomains; name.* stands for the name under any ending.
    Never a substring: notchatgpt.com is not chatgpt.com.
-#}
{% macro matches_site(source, pattern) -%}
    case
        when {{ source }} = {{ pattern }} then true
        when right({{ pattern }}, 2) = '.*'
            then
                left({{ source }}, length({{ pattern }}) - 1)
                = left({{ pattern }}, length({{ pattern }}) - 1)
        when position('.' in {{ pattern }}) > 0
            then right({{ source }}, length({{ pattern }}) + 1) = '.' || {{ pattern }}
        else false
    end
{%- endmacro %}
