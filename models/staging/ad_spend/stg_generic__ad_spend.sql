-- depends_on: {{ source('ad_spend', 'generic') }}
with raw_spend as (
    {{ read_input('ad_spend') }}
)

select
    'generic' as layout,
    date as spend_date,
    lower(trim(platform)) as platform,
    account,
    campaign,
    source,
    medium,
    cost,
    currency,
    impressions,
    clicks,
    {{ surrogate_key([
        'date', 'platform', 'account', 'campaign', 'source', 'medium', 'currency'
    ]) }} as row_key,
    unreadable_part,
    file_name,
    raw_row

from raw_spend
