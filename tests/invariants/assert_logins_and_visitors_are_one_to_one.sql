-- Two logins in one visitor are two people counted as one, and a login in two visitors
-- is one person counted twice. Who refused recognition is linked to no login.
with events as (
    select
        visitor_id,
        user_id

    from {{ ref('int_events__sessionized') }}

    where identity_level > 1 and user_id is not null
),

visitors as (
    select
        'visitor' as what,
        visitor_id as key_value,
        count(distinct user_id) as partners

    from events

    group by visitor_id
),

logins as (
    select
        'login' as what,
        user_id as key_value,
        count(distinct visitor_id) as partners

    from events

    group by user_id
),

both_ways as (
    select * from visitors
    union all
    select * from logins
)

select *

from both_ways

where partners > 1
