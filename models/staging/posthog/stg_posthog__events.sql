-- depends_on: {{ source('posthog', 'events') }}
with {{ posthog_exported() }},

parsed as (
    select
        *,
        try_cast(properties as json) as parsed_properties,
        from_json(
            try_cast(properties as json),
            '{"{{ posthog_read_properties() | join('": "varchar", "') }}": "varchar"}'
        ) as seen,
        {{ posthog_time('timestamp') }} as occurred_at,
        lower(replace(trim(event), ' ', '_')) as plain_name

    from exported
),

named as (
    select
        *,
        {{ rename_value('plain_name', posthog_event_names(), otherwise='trim(event)') }}
            as event_name,
        {{ posthog_property('$session_id') }} as source_session_id,
        {{ posthog_property('$pageview_id') }} as pageview_id,
        {{ first_text([
            posthog_property('title'), posthog_property('$screen_name')
        ]) }} as own_title

    from parsed
),

-- The title is sent with the page view alone, its id with all that happens on the page.
page_titles as (
    select
        pageview_id,
        min(own_title) as page_title

    from named

    where pageview_id is not null

    group by pageview_id
),

-- Campaign and referrer come again with every event of a visit, long after they brought
-- it: they are told once, at its first page, or its first event where it has none.
visit_starts as (
    select
        source_session_id,
        arg_min(uuid, {
            'is_no_page': event_name not in ('page_view', 'screen_view'),
            'occurred_at': {{ read_as('occurred_at', 'timestamp') }},
            'uuid': uuid
        }) as first_uuid

    from named

    where source_session_id is not null

    group by source_session_id
),

joined as (
    select
        named.*,
        coalesce(named.own_title, page_titles.page_title) as page_title,
        {{ posthog_user_id() }} as user_id,
        coalesce(named.uuid = visit_starts.first_uuid, true) as is_visit_start,
        coalesce(
            named.event_name in (
                'select_item', 'view_item', 'add_to_cart', 'remove_from_cart',
                'add_to_wishlist'
            )
            and coalesce(
                named.parsed_properties -> '/products',
                named.parsed_properties -> '/items'
            ) is null
            and coalesce(
                named.parsed_properties -> '/product_id',
                named.parsed_properties -> '/sku'
            ) is not null,
            false
        ) as is_about_one_product

    from named

    left join page_titles
        on named.pageview_id = page_titles.pageview_id

    left join visit_starts
        on named.source_session_id = visit_starts.source_session_id
),

renamed as (
    select
        uuid as event_id,
        event_name,
        occurred_at,
        {{ posthog_time(first_text(['created_at', 'inserted_at', '_inserted_at'])) }}
            as received_at,
        {{ first_text([
            posthog_property('$device_id'), posthog_property('$anon_distinct_id'),
            'case when user_id is null then distinct_id end'
        ]) }} as device_id,
        user_id,
        source_session_id,
        {{ posthog_property('$current_url') }} as page_url,
        page_title,
        {{ posthog_visit_start('referrer', '$referrer') }} as referrer_url,
        {{ posthog_visit_start('utm_source', 'utm_source') }} as source,
        {{ posthog_visit_start('utm_medium', 'utm_medium') }} as medium,
        {{ posthog_visit_start('utm_campaign', 'utm_campaign') }} as campaign,
        {{ posthog_columns_of_properties() }},
        {{ posthog_properties() }} as properties,
        raw_row

    from joined
)

{{ conform_events('posthog', ['renamed'], ['page_view', 'screen_view']) }}
