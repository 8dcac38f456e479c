with rates as (
    select * from {{ ref('int_business_rates__counted') }}
),

horizon as (
    select * from {{ ref('int_events__bounded') }}
),

with_period_ends as (
    select
        rates.*,
        horizon.horizon_at,
        case rates.period_grain
            when 'day' then {{ dbt.dateadd('day', 1, 'rates.period_start') }}
            when 'week' then {{ dbt.dateadd('week', 1, 'rates.period_start') }}
            when 'month' then {{ dbt.dateadd('month', 1, 'rates.period_start') }}
        end as next_period_start

    from rates

    cross join horizon
),

with_last_instants as (
    select
        *,
        {{ add_seconds(day_starts_at('next_period_start'), -0.000001) }}
            as last_instant_at

    from with_period_ends
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
