with spend as (
    select * from {{ ref('int_ad_spend__checked') }}
    where
        rejection_reason is null
        and not is_duplicate
)

select
    spend_date,
    platform,
    account,
    campaign,
    source,
    medium,
    currency,
    cast(sum(cost) as decimal(18, 6)) as cost_amount,
    cast(sum(impressions) as bigint) as impressions,
    cast(sum(clicks) as bigint) as clicks

from spend

group by
    spend_date,
    platform,
    account,
    campaign,
    source,
    medium,
    currency
