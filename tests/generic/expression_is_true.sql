{#- Unknown is a failure: write the expression so that it is true of every good row. -#}
{% test expression_is_true(model, expression) %}

select *

from {{ model }}

where not coalesce({{ expression }}, false)

{% endtest %}
