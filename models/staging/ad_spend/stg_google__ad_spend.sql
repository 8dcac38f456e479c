{%- set stated = var('ad_platforms').google_ads -%}

-- depends_on: {{ source('ad_spend', 'google_ads') }}
with stats as (
    {{ read_input('ad_spend/google_ads/campaign_stats') }}
),

campaign_versions as (
    {{ read_input('ad_spend/google_ads/campaign_history') }}
),

account_versions as (
    {{ read_input('ad_spend/google_ads/account_history') }}
),

campaigns as (
    {{ latest_version('campaign_versions', 'id', 'updated_at', ['name']) | indent }}
),

accounts as (
    {{ latest_version(
        'account_versions', 'id', 'updated_at', ['descriptive_name', 'currency_code']
    ) | indent }}
)

select
    'google_ads' as layout,
    stats.date as spend_date,
    'google_ads' as platform,
    coalesce(accounts.descriptive_name, stats.customer_id) as account,
    coalesce(campaigns.name, stats.id) as campaign,
    '{{ stated.source }}' as source,
    '{{ stated.medium }}' as medium,
    -- A micro is a millionth of the account's currency. Multiplied and not divided:
    -- a division would give up exact decimals.
    cast(
        stats.cost_micros * cast(0.000001 as decimal(7, 6)) as decimal(18, 6)
    ) as cost,
    accounts.currency_code as currency,
    stats.impressions,
    stats.clicks,
    {{ surrogate_key([
        'stats.date', 'stats.customer_id', 'stats.id', 'stats._fivetran_id',
        'stats.device', 'stats.ad_network_type'
    ]) }} as row_key,
    stats.unreadable_part,
    stats.file_name,
    stats.raw_row

from stats

left join accounts
    on stats.customer_id = accounts.id

left join campaigns
    on stats.id = campaigns.id
