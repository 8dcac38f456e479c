-- A level that promises more than the id can keep hides how far visitors are people.
-- Each event is looked at by itself, and days of those who refused recognition
-- together.
with events as (
    select
        *,
        coalesce(has_analytics_consent, true) as is_allowed

    from {{ ref('int_events__sessionized') }}
),

logins as (
    select distinct user_id
    from events
    where is_allowed
),

with_login as (
    select
        events.*,
        logins.user_id is not null as is_visitor_a_login

    from events

    left join logins
        on events.visitor_id = logins.user_id
),

wrong_events as (
    select
        visitor_id,
        event_source,
        event_id

    from with_login

    where
        not coalesce(
            case identity_level
                when 3
                    then
                        is_allowed
                        and is_visitor_a_login
                        and coalesce(user_id, visitor_id) = visitor_id
                when 2 then is_allowed and user_id is null and device_id = visitor_id
                when 1 then not is_allowed
            end,
            false
        )
),

wrong_days as (
    select
        visitor_id,
        min(event_source) as event_source,
        min(event_id) as event_id

    from events

    where identity_level = 1

    group by visitor_id

    having
        count(distinct coalesce(device_id, user_id)) > 1
        or count(distinct {{ reporting_date('occurred_at') }}) > 1
)

select * from wrong_events
union all
select * from wrong_days
