{#- A query over the seed files: one row per mistake, with how to mend it. -#}
{% macro definition_problems() %}
{%- set operators = [
    "equals", "not_equals", "in", "contains", "starts_with", "at_least", "at_most", "is_set"
] -%}
with milestones as (
    {{ read_definition('definition_milestones') }}
),

conversions as (
    {{ read_definition('definition_conversions') }}
),

exclusions as (
    {{ read_definition('definition_exclusions') }}
),

problems as (
    select
        place || ': operator ''' || coalesce(operator, '')
        || ''' is unknown for milestone ' || milestone || '.' as problem,
        'Use one of {{ operators | join(", ") }}; or leave property, operator and value '
        || 'blank.' as mend
    from milestones
    where
        (operator is not null or property is not null)
        and coalesce(operator, '') not in ('{{ operators | join("', '") }}')

    union all

    select
        place || ': operator ''' || coalesce(operator, '') || ''' is unknown for exclusion '
        || coalesce(exclusion, '') || '.',
        'Use one of {{ operators | join(", ") }}.'
    from exclusions
    where
        property is null
        or coalesce(operator, '') not in ('{{ operators | join("', '") }}')

    union all

    select
        place || ': exclusion ''' || coalesce(exclusion, '') || ''' is unknown.',
        'Use internal_traffic or test_order.'
    from exclusions
    where coalesce(exclusion, '') not in ('internal_traffic', 'test_order')

    union all

    select
        conversions.place || ': conversion ' || conversions.conversion
        || ' names milestone ''' || coalesce(conversions.milestone, '')
        || ''', which does not exist.',
        'Use a milestone of seeds/definitions/definition_milestones.csv, or add it there.'
    from conversions
    left join milestones
        on conversions.milestone = milestones.milestone
    where milestones.milestone is null

    union all

    select
        place || ': conversion ' || conversion || ' is valid from '
        || coalesce(valid_from, '') || ' to ' || coalesce(valid_to, '')
        || ', which is not a period of dates.',
        'Write dates as 2026-07-01, the first not after the second; or leave them blank.'
    from conversions
    where
        (valid_from is not null and try_cast(valid_from as date) is null)
        or (valid_to is not null and try_cast(valid_to as date) is null)
        or try_cast(valid_from as date) > try_cast(valid_to as date)

    union all

    select
        later.place || ': conversion ' || later.conversion
        || ' overlaps in validity with line ' || earlier.line_number + 1 || '.',
        'Let valid_to of one row end before valid_from of the other begins.'
    from conversions as later
    inner join conversions as earlier
        on
            later.conversion = earlier.conversion
            and later.line_number > earlier.line_number
            and coalesce(try_cast(later.valid_from as date), date '0001-01-01')
            <= coalesce(try_cast(earlier.valid_to as date), date '9999-12-31')
            and coalesce(try_cast(earlier.valid_from as date), date '0001-01-01')
            <= coalesce(try_cast(later.valid_to as date), date '9999-12-31')
)

select * from problems
{% endmacro %}
