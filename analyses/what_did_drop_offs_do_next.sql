-- Where did those who dropped off go next? For every step at which they were lost, the
-- most frequent next event and page, in the same visit or a later one.
with drop_offs as (
    select * from {{ ref('funnel_drop_offs') }}
),

next_events as (
    select
        funnel,
        furthest_step,
        furthest_milestone,
        coalesce(next_event_name, '(never came back)') as next_event_name,
        next_page_path,
        is_next_visit,
        count(*) as dropped_off,
        sum(count(*)) over (partition by funnel, furthest_step) as lost_at_step

    from drop_offs

    where drop_off_reason != 'excluded'

    group by
        funnel,
        furthest_step,
        furthest_milestone,
        coalesce(next_event_name, '(never came back)'),
        next_page_path,
        is_next_visit
),

ranked as (
    select
        *,
        row_number() over (
            partition by funnel, furthest_step
            order by dropped_off desc, next_event_name asc, next_page_path asc
        ) as place

    from next_events
)

select
    funnel,
    furthest_step,
    furthest_milestone,
    next_event_name,
    next_page_path,
    is_next_visit,
    dropped_off,
    {{ rate('dropped_off', 'lost_at_step') }} as share_rate

from ranked

where place <= 5

order by
    funnel asc,
    furthest_step asc,
    place asc
