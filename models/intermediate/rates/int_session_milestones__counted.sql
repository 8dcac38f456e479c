{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    meta={'has_versions': true}
) }}

with milestones as (
    select * from {{ touched(ref('int_milestones__reached')) }}
)

select
    milestone,
    visitor_id,
    session_id,
    count(*) as milestone_events

from milestones

group by
    milestone,
    visitor_id,
    session_id
