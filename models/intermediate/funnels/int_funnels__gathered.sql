{{ config(materialized='table', tags=['slice']) }}

with filled_steps as (
    select * from {{ ref('int_funnel_subsets__filled') }}
),

exclusions as (
    select * from {{ ref('int_funnel_exclusions__dated') }}
),

attempts as (
    select
        funnel,
        unit_number,
        event_source,
        event_id,
        entered_us,
        closes_us,
        array_agg(reached_us order by reached_us) as times

    from filled_steps

    group by
        funnel,
        unit_number,
        event_source,
        event_id,
        entered_us,
        closes_us
)

-- An exclusion voids the attempt until its last step or, without it, its window's end.
select
    attempts.funnel,
    attempts.unit_number,
    attempts.event_source,
    attempts.event_id,
    attempts.entered_us,
    attempts.closes_us,
    len(attempts.times) as furthest_position,
    {{ excludes('exclusions.exclusions', 'attempts') }} as is_excluded,
    false as is_over,
    attempts.times

from attempts

left join exclusions
    on attempts.funnel = exclusions.funnel
    and attempts.unit_number = exclusions.unit_number
    and attempts.entered_us = exclusions.began_us
