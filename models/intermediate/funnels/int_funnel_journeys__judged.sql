{{ config(materialized='table', tags=['slice']) }}

with attempts as (
    select * from {{ ref('int_funnel_attempts__filled') }}
),

funnels as (
    select distinct
        funnel,
        unit,
        ordering,
        attempt,
        last_required_position

    from {{ ref('int_funnel_steps__planned') }}
),

sessions as (
    select * from {{ touched(ref('int_sessions__attributed')) }}
),

data_horizon as (
    select * from {{ ref('int_events__bounded') }}
),

with_closing as (
    select
        attempts.* exclude (closes_us),
        sessions.visitor_id,
        funnels.unit,
        funnels.ordering,
        funnels.attempt,
        attempts.furthest_position = funnels.last_required_position as is_completed,
        {{ reporting_date(from_microseconds('attempts.entered_us')) }} as entry_date,
        -- A session can be continued until it has timed out.
        case
            when funnels.unit = 'session'
                then least(
                    attempts.closes_us,
                    {{ microseconds(add_seconds(
                        'sessions.ended_at', var('session_timeout_minutes') * 60
                    )) }}
                )
            else attempts.closes_us
        end as closes_us,
        {{ microseconds('data_horizon.horizon_at') }} as horizon_us

    from attempts

    inner join funnels
        on attempts.funnel = funnels.funnel

    inner join sessions
        on attempts.session_id = sessions.session_id

    cross join data_horizon
),

with_progress as (
    select
        *,
        coalesce(closes_us <= horizon_us, false) or is_over as is_mature
    from with_closing
),

ranked as (
    select
        *,
        not is_completed and not is_excluded and not is_mature as is_in_progress,
        row_number() over (
            partition by funnel, unit_number
            order by {{ best_attempt_first() | indent(12) }}
        ) as attempt_rank

    from with_progress
)

select
    * exclude (horizon_us),
    attempt_rank = 1 and not is_excluded as is_best_attempt

from ranked
