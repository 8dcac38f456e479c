{{ config(
    materialized='incremental',
    incremental_strategy='add_up',
    tags=['sums'],
    unique_key=['from_state', 'to_state']
) }}

with touches as (
    select * from {{ changing(ref('int_touches__listed')) }}
),

sessions as (
    select * from {{ changing(ref('int_sessions__attributed')) }}
),

credited_sessions as (
    select distinct session_id from touches
),

marked as (
    select
        sessions.*,
        credited_sessions.session_id is not null as is_credited

    from sessions

    left join credited_sessions
        on sessions.session_id = credited_sessions.session_id
),

-- What leads to no conversion is a journey too. It ends at the next visit that does,
-- and where the visitor stays away for longer than a conversion looks back.
with_neighbours as (
    select
        channel,
        started_at,
        is_credited,
        lag(case when not is_credited then channel end) over visitor as channel_before,
        lag(case when not is_credited then started_at end) over visitor as before_at,
        lead(case when not is_credited then started_at end) over visitor as next_at

    from marked

    window visitor as (partition by visitor_id order by started_at, session_id)
),

lost as (
    select
        channel,
        case
            when started_at <= {{ lookback_end('before_at') }} then channel_before
        end as channel_before,
        coalesce(next_at <= {{ lookback_end('started_at') }}, false) as goes_on

    from with_neighbours

    where not is_credited
),

converting as (
    select
        channel,
        touch_number = touches as is_last,
        lag(channel) over (
            partition by conversion_id order by touch_number
        ) as channel_before

    from touches
),

steps as (
    select
        coalesce(channel_before, '(start)') as from_state,
        channel as to_state

    from lost

    union all

    select
        channel as from_state,
        '(null)' as to_state

    from lost

    where not goes_on

    union all

    select
        coalesce(channel_before, '(start)') as from_state,
        channel as to_state

    from converting

    union all

    select
        channel as from_state,
        '(conversion)' as to_state

    from converting

    where is_last
)

select
    from_state,
    to_state,
    cast(count(*) as bigint) as moves

from steps

group by
    from_state,
    to_state
