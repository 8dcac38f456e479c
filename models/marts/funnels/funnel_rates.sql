{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    tags=['sums'],
    unique_key=['funnel', 'period_grain', 'period_start', 'dimension', 'dimension_value'],
    on_schema_change='fail'
) }}

with counts as (
    select * from {{ changed_cells(ref('int_funnel_rates__counted')) }}
)

select
    funnel,
    business_model,
    unit,
    step_number,
    milestone,
    is_optional,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    entered,
    reached,
    in_progress,
    reached_before - reached - in_progress as dropped_off,
    excluded,
    {{ rate('reached', 'reached_before') }} as step_rate,
    {{ wilson_bound('lower', 'reached', 'reached_before') }} as step_rate_lower,
    {{ wilson_bound('upper', 'reached', 'reached_before') }} as step_rate_upper,
    {{ rate('reached', 'entered') }} as overall_rate,
    {{ wilson_bound('lower', 'reached', 'entered') }} as overall_rate_lower,
    {{ wilson_bound('upper', 'reached', 'entered') }} as overall_rate_upper,
    mature_entered,
    mature_reached,
    {{ rate('mature_reached', 'mature_entered') }} as mature_rate,
    {{ wilson_bound('lower', 'mature_reached', 'mature_entered') }}
        as mature_rate_lower,
    {{ wilson_bound('upper', 'mature_reached', 'mature_entered') }}
        as mature_rate_upper,
    median_seconds_from_entry,
    mean_seconds_from_entry,
    p75_seconds_from_entry,
    p90_seconds_from_entry,
    median_seconds_from_previous,
    mean_seconds_from_previous,
    p75_seconds_from_previous,
    p90_seconds_from_previous

from counts
