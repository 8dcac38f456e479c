with models as (
    select * from {{ ref('definition_attribution_models') }}
    where is_additive
),

spend as (
    select * from {{ ref('int_spend__converted') }}
),

sessions as (
    select
        session_date,
        channel,
        source,
        campaign,
        count(*) as sessions

    from {{ ref('int_sessions__attributed') }}

    group by
        session_date,
        channel,
        source,
        campaign
),

credits as (
    select * from {{ ref('int_credits__summarised') }}
),

-- Cost and visits are the same under every model.
measured as (
    select
        spend_date as performance_date,
        channel,
        source,
        campaign,
        cost_amount,
        impressions,
        clicks,
        0 as sessions

    from spend

    union all

    select
        session_date as performance_date,
        channel,
        source,
        campaign,
        null as cost_amount,
        null as impressions,
        null as clicks,
        sessions

    from sessions
),

united as (
    select
        models.attribution_model,
        measured.*,
        0 as credited_conversions,
        0 as credited_new_customers,
        0 as credited_value_amount,
        0 as unconverted_credits

    from measured

    cross join models

    union all

    select
        attribution_model,
        conversion_date as performance_date,
        channel,
        source,
        campaign,
        null as cost_amount,
        null as impressions,
        null as clicks,
        0 as sessions,
        credited_conversions,
        credited_new_customers,
        coalesce(credited_value_amount, 0) as credited_value_amount,
        unconverted_credits

    from credits
)

select
    attribution_model,
    performance_date,
    channel,
    coalesce(source, '(not set)') as source,
    coalesce(campaign, '(not set)') as campaign,
    cast(sum(cost_amount) as decimal(18, 6)) as cost_amount,
    cast(sum(impressions) as bigint) as impressions,
    cast(sum(clicks) as bigint) as clicks,
    cast(sum(sessions) as bigint) as sessions,
    cast(sum(credited_conversions) as decimal(30, 12)) as credited_conversions,
    cast(sum(credited_new_customers) as decimal(30, 12)) as credited_new_customers,
    cast(sum(credited_value_amount) as decimal(28, 10)) as credited_value_amount,
    cast(sum(unconverted_credits) as bigint) as unconverted_credits

from united

group by
    attribution_model,
    performance_date,
    channel,
    coalesce(source, '(not set)'),
    coalesce(campaign, '(not set)')
