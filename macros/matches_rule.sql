{#-
    Whether the value of a property, as text, is what a definition asks for. A definition
    without a property asks for nothing; a property that is not there equals nothing.
-#}
{% macro matches_rule(property, found, operator, wanted) -%}
    case
        when {{ property }} is null then true
        -- A missing property is not equal to anything.
        when {{ operator }} = 'not_equals' then {{ found }} is distinct from {{ wanted }}
        when {{ found }} is null or {{ found }} = '' then false
        when {{ operator }} = 'equals' then {{ found }} = {{ wanted }}
        when {{ operator }} = 'in'
            then
                position('|' in {{ found }}) = 0
                and position('|' || {{ found }} || '|' in '|' || {{ wanted }} || '|') > 0
        when {{ operator }} = 'contains' then position({{ wanted }} in {{ found }}) > 0
        when {{ operator }} = 'starts_with'
            then left({{ found }}, length({{ wanted }})) = {{ wanted }}
        when {{ operator }} = 'at_least'
            then {{ as_number(found) }} >= {{ as_number(wanted) }}
        when {{ operator }} = 'at_most'
            then {{ as_number(found) }} <= {{ as_number(wanted) }}
        when {{ operator }} = 'is_set' then true
    end
{%- endmacro %}
