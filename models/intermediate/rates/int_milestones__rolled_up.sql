{{ config(
    materialized='incremental',
    incremental_strategy='add_up',
    tags=['sums'],
    unique_key=[
        'milestone', 'period_grain', 'period_start', 'dimension', 'dimension_value'
    ]
) }}

with segments as (
    {{ segments_of(changing(ref('int_sessions__attributed'))) }}
),

milestones as (
    select * from {{ with_segments(
        changing(ref('int_session_milestones__counted')),
        changing(ref('int_sessions__attributed')),
    ) }}
),

visitor_rates as (
    select * from {{ ref('definition_rates') }}
    where
        unit = 'visitor'
        and within_seconds is null
),

-- Distinct visitors are dear to count, so only where a rate needs them.
milestones_of_visitors as (
    select numerator as milestone from visitor_rates

    union distinct

    select denominator as milestone from visitor_rates
),

with_counted_visitors as (
    select
        milestones.*,
        milestones_of_visitors.milestone is not null as has_counted_visitors

    from milestones

    left join milestones_of_visitors
        on milestones.milestone = milestones_of_visitors.milestone
),

reached as (
    select *
    from {{ with_lone_rows(
        'with_counted_visitors', ['milestone', 'visitor_id'],
        kept=['milestone', 'milestone_events', 'has_counted_visitors']
    ) }}
)

select
    milestone,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    cast(milestone_visitors as bigint) as milestone_visitors,
    cast(sessions as bigint) as sessions,
    cast(milestone_events as bigint) as milestone_events

from {{ rollup('reached', ['milestone'],
    sums={'sessions': '1', 'milestone_events': 'milestone_events'},
    distinct={
        'milestone_visitors': 'case when has_counted_visitors then unit_number end',
    }
) }}
