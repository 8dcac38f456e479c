{%- set own_currency = "nullif('" ~ var('ad_spend_currency') ~ "', '')" -%}

with spend as (
    select
        * exclude (account, campaign, source, medium, currency),
        trim(account) as account,
        -- As sessions have them, so that cost and visits of a campaign meet.
        lower(trim(campaign)) as campaign,
        lower(trim(source)) as source,
        lower(trim(medium)) as medium,
        upper(trim(coalesce(currency, {{ own_currency }}))) as currency

    from {{ ref('int_ad_spend__unioned') }}
),

with_reasons as (
    select
        *,
        case
            when unreadable_part is not null then 'unreadable_' || unreadable_part
            when spend_date is null then 'missing_date'
            when platform is null then 'missing_platform'
            when cost is null then 'missing_cost'
            when cost < 0 then 'negative_cost'
            when impressions < 0 then 'negative_impressions'
            when clicks < 0 then 'negative_clicks'
            when currency is null then 'missing_currency'
            -- A currency is a code of three letters, as in ISO 4217: EUR, not euro.
            when length(currency) <> 3 then 'unknown_currency'
        end as rejection_reason

    from spend
)

-- Exports overlap, and platforms correct the last days. Rows of one key within one file
-- add up.
select
    *,
    {{ is_told_by_later_file('layout, row_key') }} as is_duplicate

from with_reasons
