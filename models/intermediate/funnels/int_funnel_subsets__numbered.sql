{{ config(tags=['slice']) }}

with subsets as (
    select * from {{ ref('int_funnel_subsets__listed') }}
),

events as (
    select * from {{ ref('int_funnel_events__numbered') }}
),

fitting_events as (
    select distinct
        subsets.funnel,
        subsets.subset_number,
        subsets.window_us,
        events.unit_number,
        events.event_source,
        events.event_id,
        events.reached_us

    from subsets

    inner join events
        on subsets.unit = events.unit
        and array_contains(subsets.milestones, events.milestone)
)

select
    *,
    row_number() over (
        partition by funnel, subset_number, unit_number
        order by reached_us, event_id, event_source
    ) as event_number

from fitting_events
