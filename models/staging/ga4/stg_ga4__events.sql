{{ config(tags=['loaded']) }}

-- depends_on: {{ source('ga4', 'events') }}
-- Older exports lack some of the fields read below, newer ones have more: both are
-- fine.
with export_fields as (
    select
        {%- for field, type in ga4_export_fields().items() %}
        cast(null as {{ type }}) as {{ field }}{{ "," if not loop.last }}
        {%- endfor %}

    where false
),

exported as (
    select * from export_fields
    {%- set files = files_to_load('ga4', source_formats('ga4').parquet) %}
    {%- if files %}

    union all by name

    select * from {{ read_raw_file('parquet', files) }}
    {%- endif %}
),

with_traffic_source as (
    select
        *,
        case
            when collected_traffic_source.manual_source is not null
                then collected_traffic_source.manual_source
            when {{ ga4_parameter('source') }}.string_value is not null
                then {{ ga4_parameter('source') }}.string_value
            when collected_traffic_source.gclid is not null then 'google'
        end as traffic_source_name,
        case
            when collected_traffic_source.manual_source is not null
                then collected_traffic_source.manual_medium
            when {{ ga4_parameter('source') }}.string_value is not null
                then {{ ga4_parameter('medium') }}.string_value
            -- Auto-tagged clicks of Google Ads carry a click id and no source.
            when collected_traffic_source.gclid is not null then 'cpc'
            else {{ ga4_parameter('medium') }}.string_value
        end as traffic_medium_name,
        case
            when collected_traffic_source.manual_source is not null
                then collected_traffic_source.manual_campaign_name
            else {{ ga4_parameter('campaign') }}.string_value
        end as traffic_campaign_name

    from exported
),

renamed as (
    select
        {{ ga4_event_id() }} as event_id,
        event_name,
        make_timestamp(event_timestamp) as occurred_at,
        cast(null as timestamp) as received_at,
        user_pseudo_id as device_id,
        user_id,
        {{ ga4_parameter('ga_session_id') }}.int_value as source_session_id,
        {{ ga4_parameter('page_location') }}.string_value as page_url,
        {{ ga4_parameter('page_title') }}.string_value as page_title,
        {{ ga4_parameter('page_referrer') }}.string_value as referrer_url,
        traffic_source_name as source,
        traffic_medium_name as medium,
        {{ ga4_campaign('traffic_campaign_name') }} as campaign,
        cast(null as varchar) as user_agent,
        device.category as device_category,
        coalesce(device.web_info.browser, device.browser) as browser,
        device.operating_system as operating_system,
        nullif(geo.country, '(not set)') as country,
        nullif(geo.region, '(not set)') as region,
        nullif(geo.city, '(not set)') as city,
        device.language as language,
        case privacy_info.analytics_storage
            when 'Yes' then true
            when 'No' then false
        end as has_analytics_consent,
        coalesce(
            ecommerce.purchase_revenue,
            ecommerce.refund_value,
            {{ ga4_parameter('value') }}.double_value,
            {{ ga4_parameter('value') }}.float_value,
            {{ ga4_parameter('value') }}.int_value
        ) as value,
        {{ ga4_parameter('currency') }}.string_value as currency,
        coalesce(
            nullif(ecommerce.transaction_id, '(not set)'),
            nullif({{ ga4_parameter('transaction_id') }}.string_value, '(not set)')
        ) as transaction_id,
        {{ ga4_properties() }} as properties,
        cast(to_json(with_traffic_source) as varchar) as raw_row

    from with_traffic_source
)

{{ conform_events('ga4', ['renamed'], ['page_view', 'screen_view'], is_typed=true) }}
