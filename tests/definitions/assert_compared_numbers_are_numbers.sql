-- A rule at_least 50% or at_most ten compares with no number, so it fits no event at
-- all: the milestone stays empty and its rate is 0, which looks like a finding.
with milestones as (
    select * from {{ ref('definition_milestones') }}
)

select
    milestone,
    event_name,
    property,
    operator,
    value

from milestones

where
    operator in ('at_least', 'at_most')
    and {{ as_number('value') }} is null
