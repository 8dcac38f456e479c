{#-
    Whether an exclusion that begins with the entry voids an attempt: one before the step
    that ends it, or, if that was not reached, before the window closes.
-#}
{% macro excludes(exclusions, attempts) -%}
    {{ any_of(exclusions, "
        case
            when len(" ~ attempts ~ ".times) >= item.before_position
                then item.reached_us < " ~ attempts ~ ".times[item.before_position]
            else coalesce(item.reached_us <= " ~ attempts ~ ".closes_us, true)
        end
    ") }}
{%- endmacro %}
