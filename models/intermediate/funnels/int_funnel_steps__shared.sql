with steps as (
    select * from {{ ref('definition_funnel_steps') }}
),

milestones as (
    select * from {{ ref('definition_milestones') }}
),

-- Two milestones can only meet in one event if they have rules for the same event.
meetings as (
    select distinct
        one.milestone,
        other.milestone as other_milestone

    from milestones as one

    inner join milestones as other
        on coalesce(one.event_name, other.event_name, '')
        = coalesce(other.event_name, one.event_name, '')
        and coalesce(one.event_source, other.event_source, '')
        = coalesce(other.event_source, one.event_source, '')
)

select
    one.funnel,
    one.step_number,
    bool_or(not one.is_optional and not other.is_optional) as is_shared_by_required

from steps as one

inner join steps as other
    on one.funnel = other.funnel
    and one.step_number != other.step_number

inner join meetings
    on one.milestone = meetings.milestone
    and other.milestone = meetings.other_milestone

group by
    one.funnel,
    one.step_number
