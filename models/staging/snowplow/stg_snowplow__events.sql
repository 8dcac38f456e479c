{{ config(tags=['loaded']) }}

-- depends_on: {{ source('snowplow', 'events') }}
with {{ snowplow_exported() }},

{{ snowplow_entity_tables() }},

with_entities as (
    select
        exported.*,
        {%- for entity in snowplow_entities() %}
        {{ snowplow_entity(entity, is_list=(entity == 'product')) }}
            as {{ entity }}_entity,
        {%- endfor %}
        coalesce(
            exported.self_describing_column,
            entity_maps.entities[
                replace(exported.event_vendor, '.', '_') || '_' || exported.event_name
            ]
        ) as self_describing_list

    from exported

    left join entity_maps
        on exported.event_id = entity_maps.root_id
        and entity_maps.root_at
        = {{ read_as('exported.collector_tstamp', 'timestamp') }}
),

with_items as (
    select
        *,
        coalesce(self_describing_list -> '$[0]', self_describing_list)
            as self_describing,
        {{ snowplow_items() }} as items

    from with_entities
),

named as (
    select
        *,
        {{ snowplow_event_name() }} as contract_name,
        {{ items_worth('items') }} as worth_of_items

    from with_items
),

renamed as (
    select
        event_id,
        contract_name as event_name,
        {{ first_text(['derived_tstamp', 'collector_tstamp']) }} as occurred_at,
        {{ first_text(['load_tstamp', 'etl_tstamp', 'collector_tstamp']) }}
            as received_at,
        -- The cookie of the collector, network_userid, is another cookie: one device
        -- would be two where a page sends both.
        {{ first_text([
            'domain_userid', snowplow_field('client_session_entity', 'user_id')
        ]) }} as device_id,
        user_id,
        {{ first_text([
            'domain_sessionid', snowplow_field('client_session_entity', 'session_id')
        ]) }} as source_session_id,
        page_url,
        {{ first_text(['page_title', snowplow_field('screen_entity', 'name')]) }}
            as page_title,
        page_referrer as referrer_url,
        mkt_source as source,
        mkt_medium as medium,
        mkt_campaign as campaign,
        useragent as user_agent,
        {{ snowplow_device_category() }} as device_category,
        {{ snowplow_known([
            snowplow_field('yauaa_entity', 'agent_name'),
            snowplow_field('ua_parser_entity', 'useragent_family'),
            'br_family', 'br_name'
        ]) }} as browser,
        {{ snowplow_known([
            snowplow_field('yauaa_entity', 'operating_system_name'),
            snowplow_field('ua_parser_entity', 'os_family'),
            'os_family', 'os_name'
        ]) }} as operating_system,
        geo_country as country,
        {{ first_text(['geo_region_name', 'geo_region']) }} as region,
        geo_city as city,
        br_lang as language,
        {{ snowplow_consent() }} as has_analytics_consent,
        case
            when contract_name in ('add_to_cart', 'remove_from_cart')
                then worth_of_items
            else {{ snowplow_order('revenue', 'tr_total', 'refund_amount') }}
        end as value,
        case
            when contract_name in ('add_to_cart', 'remove_from_cart')
                then product_entity ->> '$[0].currency'
            else {{ snowplow_order('currency', 'tr_currency', 'currency') }}
        end as currency,
        {{ snowplow_order('transaction_id', 'tr_orderid', 'transaction_id') }}
            as transaction_id,
        coalesce(broken_json, cast({{ snowplow_properties() }} as varchar))
            as properties,
        raw_row

    from named
)

{{ conform_events('snowplow', ['renamed'], ['page_view', 'screen_view']) }}
