{#- Null counts as a value: two rows that are null in the same places are the same. -#}
{% test unique_combination(model, columns) %}

select
    {{ columns | join(",\n    ") }},
    count(*) as copies

from {{ model }}

group by
    {{ columns | join(",\n    ") }}

having count(*) > 1

{% endtest %}
