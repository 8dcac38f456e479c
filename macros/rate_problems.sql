{#- A query over the file of rates: one row per mistake, with how to mend it. -#}
{% macro rate_problems() %}
with milestones as (
    select distinct milestone
    from ({{ read_definition('definition_milestones') }})

    union

    select 'visit'
),

rates as (
    select
        * replace (
            lower(trim(is_complement)) as is_complement,
            place || ': rate ' || coalesce(rate, '') as place
        )
    from ({{ read_definition('definition_rates') }})
),

sides as (
    select place, 'numerator' as side, numerator as milestone
    from rates

    union all

    select place, 'denominator' as side, denominator as milestone
    from rates
)

select
    sides.place || ' names ' || sides.side || ' ''' || coalesce(sides.milestone, '')
    || ''', which does not exist.' as problem,
    'Use visit or a milestone of seeds/definitions/definition_milestones.csv, or add '
    || 'it there.' as mend
from sides
left join milestones
    on sides.milestone = milestones.milestone
where milestones.milestone is null

union all

select
    place || ' has unit ''' || coalesce(unit, '') || ''', which is unknown.',
    'Use visitor, session or event.'
from rates
where coalesce(unit, '') not in ('visitor', 'session', 'event')

union all

select
    place || ' has within_seconds ''' || within_seconds
    || ''', which is not a positive whole number.',
    'Write the seconds from denominator to numerator, such as 86400 for a day; or leave '
    || 'it blank for the same period.'
from rates
where
    within_seconds is not null
    and coalesce(try_cast(within_seconds as bigint), 0) <= 0
    or within_seconds like '%.%'

union all

select
    place || ' has is_complement ''' || coalesce(is_complement, '')
    || ''', which is neither true nor false.',
    'Write true for 1 - numerator / denominator, and false otherwise.'
from rates
where coalesce(is_complement, '') not in ('true', 'false')

union all

select
    place || ' is the complement of a ratio of events, which may exceed 1.',
    'Set is_complement to false; or count visitors or sessions.'
from rates
where
    unit = 'event'
    and is_complement = 'true'

union all

select
    place || ' gives a ratio of events a window, but events are not followed.',
    'Leave within_seconds blank; or count visitors or sessions.'
from rates
where
    unit = 'event'
    and within_seconds is not null
{% endmacro %}
