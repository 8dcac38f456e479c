{%- set stated = var('ad_platforms').facebook_ads -%}

-- depends_on: {{ source('ad_spend', 'facebook_ads') }}
with stats as (
    {{ read_input('ad_spend/facebook_ads/basic_ad') }}
),

ad_versions as (
    {{ read_input('ad_spend/facebook_ads/ad_history') }}
),

campaign_versions as (
    {{ read_input('ad_spend/facebook_ads/campaign_history') }}
),

account_versions as (
    {{ read_input('ad_spend/facebook_ads/account_history') }}
),

ads as (
    {{ latest_version('ad_versions', 'id', 'updated_time', ['campaign_id']) | indent }}
),

campaigns as (
    {{ latest_version('campaign_versions', 'id', 'updated_time', ['name']) | indent }}
),

accounts as (
    {{ latest_version(
        'account_versions', 'id', '_fivetran_synced', ['name', 'currency']
    ) | indent }}
)

-- Conversions that the platform claims for itself are left alone: ours are counted.
select
    'facebook_ads' as layout,
    stats.date as spend_date,
    'facebook_ads' as platform,
    coalesce(accounts.name, stats.account_id) as account,
    coalesce(campaigns.name, ads.campaign_id) as campaign,
    '{{ stated.source }}' as source,
    '{{ stated.medium }}' as medium,
    stats.spend as cost,
    accounts.currency,
    stats.impressions,
    -- Clicks on the link: other clicks on an ad, such as a like, bring no visit.
    stats.inline_link_clicks as clicks,
    {{ surrogate_key(['stats.date', 'stats.account_id', 'stats.ad_id']) }} as row_key,
    stats.unreadable_part,
    stats.file_name,
    stats.raw_row

from stats

left join accounts
    on stats.account_id = accounts.id

left join ads
    on stats.ad_id = ads.id

left join campaigns
    on ads.campaign_id = campaigns.id
