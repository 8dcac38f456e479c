{{ config(
    materialized='incremental', incremental_strategy='replace', unique_key=['device_id']
) }}
{%- set window = var('identity_window_days') * 86400 %}

with events as {{ read_each_time() }}(
    select
        device_id,
        user_id,
        occurred_at

    from {{ arrived(ref('int_events__cleaned'), ['device_id']) }}

    -- What was refused links nothing.
    where
        device_id is not null
        and coalesce(has_analytics_consent, true)
        and {{ 'true' if var('identity_stitching') else 'false' }}
),

-- Every other device needs no link, and most are others: nothing else is sorted.
mixed_devices as (
    select device_id
    from events
    group by device_id
    having count(user_id) between 1 and count(*) - 1
),

-- Of two logins at the same instant the lower one counts.
logins as (
    select
        events.device_id,
        events.occurred_at,
        min(events.user_id) as user_id

    from events

    inner join mixed_devices
        on events.device_id = mixed_devices.device_id

    where events.user_id is not null

    group by all
),

with_previous as (
    select
        *,
        lag(user_id) over on_device as previous_user_id,
        lag(occurred_at) over on_device as previous_at
    from logins
    window on_device as (partition by device_id order by occurred_at)
),

-- A spell is one login after another of the same person; in a pause of more than two
-- windows there is a time that neither end reaches.
with_spells as (
    select
        *,
        sum(
            case
                when
                    user_id = previous_user_id
                    and occurred_at <= {{ add_seconds('previous_at', 2 * window) }}
                    then 0
                else 1
            end
        ) over (
            partition by device_id
            order by occurred_at
            rows between unbounded preceding and current row
        ) as spell_number

    from with_previous
),

spells as (
    select
        device_id,
        user_id,
        spell_number,
        min(occurred_at) as first_login_at,
        max(occurred_at) as last_login_at
    from with_spells
    group by all
),

with_reach as (
    select
        *,
        {{ add_seconds('first_login_at', -window) }} as reaches_back_to,
        {{ add_seconds('last_login_at', window) }} as reaches_on_to,
        lag(last_login_at) over on_device as login_before_at,
        lead(first_login_at) over on_device as login_after_at

    from spells

    window on_device as (partition by device_id order by spell_number)
),

-- Between two spells the nearer one counts, exactly half-way the earlier one.
with_borders as (
    select
        *,
        {{ add_seconds(half_way('login_before_at', 'first_login_at'), '0.000001') }}
            as nearer_from,
        {{ half_way('last_login_at', 'login_after_at') }} as nearer_until

    from with_reach
)

select
    device_id,
    user_id,
    first_login_at,
    last_login_at,
    greatest(reaches_back_to, coalesce(nearer_from, reaches_back_to)) as linked_from_at,
    least(reaches_on_to, coalesce(nearer_until, reaches_on_to)) as linked_until_at

from with_borders
