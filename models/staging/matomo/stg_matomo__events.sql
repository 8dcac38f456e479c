{%- set tables = [
    'log_visit', 'log_link_visit_action', 'log_action', 'log_conversion',
    'log_conversion_item', 'goal', 'site'
] -%}
{%- for table in tables %}
-- depends_on: {{ source('matomo', table) }}
{%- endfor %}
with {{ matomo_tables() }},

{{ matomo_actions() }},

{{ matomo_conversions() }},

events as (
    select * from actions

    union all

    select * from conversions
),

-- Conversions and clicks on links come without their page: it is the last one seen.
-- Within a second actions are before conversions, in the order of their ids.
with_page as (
    select
        *,
        coalesce(own_url, last_value(
            case when kind = 'page' then own_url end ignore nulls
        ) over (
            partition by idvisit
            order by server_time asc, event_id asc
            rows between unbounded preceding and current row
        )) as page_url,
        row_number() over (
            partition by idvisit
            order by event_name != 'page_view', server_time, event_id
        ) = 1 as is_visit_start

    from events
),

with_title as (
    select
        *,
        coalesce(own_title, last_value(own_title ignore nulls) over (
            partition by idvisit, page_url
            order by server_time asc, event_id asc
            rows between unbounded preceding and current row
        )) as page_title

    from with_page
),

renamed as (
    select
        events.event_id,
        events.event_name,
        events.server_time as occurred_at,
        cast(null as varchar) as received_at,
        coalesce(events.idvisitor, log_visit.idvisitor) as device_id,
        log_visit.user_id,
        events.idvisit as source_session_id,
        events.page_url,
        events.page_title,
        visit_starts.referer_url as referrer_url,
        {{ matomo_source('source') }} as source,
        {{ matomo_source('medium') }} as medium,
        {{ matomo_source('name') }} as campaign,
        cast(null as varchar) as user_agent,
        {{ rename_value(
            'cast(log_visit.config_device_type as varchar)', matomo_codes('device')
        ) }} as device_category,
        {{ rename_value('log_visit.config_browser_name', matomo_codes('browser')) }}
            as browser,
        {{ rename_value('log_visit.config_os', matomo_codes('system')) }}
            as operating_system,
        nullif(upper(log_visit.location_country), 'XX') as country,
        log_visit.location_region as region,
        log_visit.location_city as city,
        log_visit.location_browser_lang as language,
        cast(null as boolean) as has_analytics_consent,
        events.value,
        case when events.value is not null then {{ matomo_currency() }} end as currency,
        events.transaction_id,
        events.properties,
        events.raw_row

    from with_title as events

    left join log_visit
        on events.idvisit = log_visit.idvisit

    left join log_visit as visit_starts
        on events.idvisit = visit_starts.idvisit
        and events.is_visit_start

    left join site
        on events.idsite = site.idsite
)

{{ conform_events('matomo', ['renamed'], ['page_view']) }}
