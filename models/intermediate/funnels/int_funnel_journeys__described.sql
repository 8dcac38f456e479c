with journeys as (
    select * from {{ ref('int_funnel_journeys__best_of_periods') }}
),

sessions as (
    select * from {{ ref('int_sessions__attributed') }}
)

select
    journeys.*,
    sessions.* exclude (session_id)

from journeys

inner join sessions
    on journeys.session_id = sessions.session_id
