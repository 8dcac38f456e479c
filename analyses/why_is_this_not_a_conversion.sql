-- Who did every step of a funnel and still counts as lost, and why? To explain one
-- visitor, look for the visitor_id here, or in funnel_journeys for every attempt.
with drop_offs as (
    select * from {{ ref('funnel_drop_offs') }}
)

select
    funnel,
    unit,
    unit_id,
    drop_off_reason,
    furthest_milestone,
    furthest_step_at,
    missing_milestone,
    missed_at,
    entered_at

from drop_offs

where has_every_milestone

order by
    funnel asc,
    missed_at desc,
    unit_id asc
