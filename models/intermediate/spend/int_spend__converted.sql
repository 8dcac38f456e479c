with spend as (
    select * from {{ ref('int_ad_spend__checked') }}
    where
        rejection_reason is null
        and not is_duplicate
),

rates as (
    select * from {{ ref('int_currency_days__rated') }}
),

categories as (
    select * from {{ ref('definition_source_categories') }}
),

assistants as (
    select * from {{ ref('definition_ai_assistants') }}
),

rules as (
    select * from {{ ref('definition_channel_rules') }}
),

names as (
    select distinct source from spend
),

sources as (
    {{ identified_sources('names', 'categories', 'assistants') }}
),

with_sources as (
    select
        spend.*,
        sources.source_category,
        sources.ai_assistant is not null as is_ai_assistant

    from spend

    left join sources
        on spend.source = sources.source
),

combinations as (
    select distinct
        source,
        medium,
        campaign,
        source_category,
        is_ai_assistant

    from with_sources
),

channels as (
    {{ channels_of('combinations', 'rules') }}
)

select
    with_sources.spend_date,
    channels.channel,
    with_sources.source,
    with_sources.medium,
    with_sources.campaign,
    cast(
        sum(
            cast(with_sources.cost as decimal(38, 6)) * rates.exchange_rate
        ) as decimal(18, 6)
    ) as cost_amount,
    cast(sum(with_sources.impressions) as bigint) as impressions,
    cast(sum(with_sources.clicks) as bigint) as clicks

from with_sources

inner join rates
    on with_sources.currency = rates.currency
    and with_sources.spend_date = rates.amount_date

left join channels
    on with_sources.source is not distinct from channels.source
    and with_sources.medium is not distinct from channels.medium
    and with_sources.campaign is not distinct from channels.campaign
    and with_sources.source_category is not distinct from channels.source_category
    and with_sources.is_ai_assistant = channels.is_ai_assistant

group by
    with_sources.spend_date,
    channels.channel,
    with_sources.source,
    with_sources.medium,
    with_sources.campaign
