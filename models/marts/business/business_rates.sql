{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    tags=['sums'],
    unique_key=['period_grain', 'period_start'],
    on_schema_change='fail'
) }}

with rates as (
    select * from {{ changed_periods(ref('int_business_rates__counted')) }}
),

horizon as (
    select * from {{ ref('int_events__bounded') }}
),

with_last_instants as (
    select
        rates.*,
        horizon.horizon_at,
        {{ last_instant_of('rates.period_grain', 'rates.period_start') }}
            as last_instant_at

    from rates

    cross join horizon
)

select
    rate_name,
    business_model,
    unit,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    numerator,
    denominator,
    {{ rate('numerator', 'denominator') }} as rate,
    -- Wilson's interval is one of a share, and more events than events is none.
    case
        when numerator <= denominator
            then {{ wilson_bound('lower', 'numerator', 'denominator') }}
    end as rate_lower,
    case
        when numerator <= denominator
            then {{ wilson_bound('upper', 'numerator', 'denominator') }}
    end as rate_upper,
    coalesce(
        {{ seconds_between('last_instant_at', 'horizon_at') }}
        >= coalesce(within_seconds, 0),
        period_grain = 'all'
    )
    and open_entries = 0 as is_mature

from with_last_instants
