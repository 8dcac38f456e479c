{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    tags=['sums'],
    unique_key=['period_grain', 'period_start'],
    on_schema_change='fail'
) }}

with counts as (
    select * from {{ changed_periods(ref('int_conversion_rates__counted')) }}
)

select
    conversion,
    conversion_class,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    visitors,
    identified_visitors,
    {{ rate('identified_visitors', 'visitors') }} as identified_visitor_share,
    sessions,
    converting_visitors,
    converting_sessions,
    conversions,
    {{ rate('converting_visitors', 'visitors') }} as visitor_conversion_rate,
    {{ wilson_bound('lower', 'converting_visitors', 'visitors') }}
        as visitor_conversion_rate_lower,
    {{ wilson_bound('upper', 'converting_visitors', 'visitors') }}
        as visitor_conversion_rate_upper,
    {{ rate('converting_sessions', 'sessions') }} as session_conversion_rate,
    {{ wilson_bound('lower', 'converting_sessions', 'sessions') }}
        as session_conversion_rate_lower,
    {{ wilson_bound('upper', 'converting_sessions', 'sessions') }}
        as session_conversion_rate_upper,
    {{ rate('conversions', 'visitors') }} as conversions_per_visitor,
    {{ rate('conversions', 'sessions') }} as conversions_per_session,
    value_amount

from counts
