with journeys as (
    select * from {{ ref('int_funnel_journeys__best_of_periods') }}
),

sessions as (
    select
        * exclude (visitor_id),
        min(session_date) over () as first_date

    from {{ ref('int_sessions__attributed') }}
)

-- The whole history begins with its first session.
select
    journeys.* exclude (period_start),
    coalesce(journeys.period_start, sessions.first_date) as period_start,
    sessions.* exclude (session_id, first_date)

from journeys

inner join sessions
    on journeys.session_id = sessions.session_id
