-- An open window counted as a drop-off makes the last weeks look bad, and a closed one
-- counted as in progress makes them look good. Only a strict journey may end before.
with journeys as (
    select * from {{ ref('funnel_journeys') }}
),

funnels as (
    select * from {{ ref('definition_funnels') }}
),

sessions as (
    select * from {{ ref('sessions') }}
),

data_horizon as (
    select max(occurred_at) as horizon_at
    from {{ ref('int_events__cleaned') }}
),

with_window as (
    select
        journeys.*,
        funnels.ordering,
        coalesce(
            {{ seconds_between('journeys.entered_at', 'data_horizon.horizon_at') }}
            < funnels.window_seconds,
            true
        )
        and (
            funnels.unit = 'visitor'
            or {{ seconds_between('sessions.ended_at', 'data_horizon.horizon_at') }}
            < {{ var('session_timeout_minutes') * 60 }}
        ) as is_open

    from journeys

    inner join funnels
        on journeys.funnel = funnels.funnel

    left join sessions
        on journeys.session_id = sessions.session_id

    cross join data_horizon
)

select *

from with_window

where
    is_in_progress is distinct from (is_open and not is_completed and not is_excluded)
    and (is_in_progress is distinct from false or ordering <> 'strict')
