{%- set key = 'landing_page_path, period_grain, period_start' %}
{%- set counts = [
    'engaged_sessions', 'bounces', 'single_page_sessions', 'converting_sessions',
    'desktop_entrances', 'mobile_entrances', 'tablet_entrances'] %}
{%- set previous = neighbouring_period('now.period_grain', 'now.period_start', -1) %}
{%- set next = neighbouring_period('now.period_grain', 'now.period_start', 1) %}
with sessions as (
    select * from {{ ref('sessions') }}
),

history as (
    select
        min(session_date) as first_date,
        max(session_date) as last_date

    from sessions
),

by_day as (
    select
        session_date,
        landing_page_path,
        channel,
        coalesce(source, '(not set)') as source,
        count(*) as entrances,
        count(case when is_engaged then 1 end) as engaged_sessions,
        count(case when not is_engaged then 1 end) as bounces,
        count(case when page_views = 1 then 1 end) as single_page_sessions,
        count(case when has_macro_conversion then 1 end) as converting_sessions,
        count(case when device_category = 'desktop' then 1 end) as desktop_entrances,
        count(case when device_category = 'mobile' then 1 end) as mobile_entrances,
        count(case when device_category = 'tablet' then 1 end) as tablet_entrances

    from sessions

    where landing_page_path is not null

    group by all
),

by_period as (
    {{ at_every_grain('by_day', 'session_date', '(select first_date from history)') }}
),

with_totals as (
    select
        *,
        sum(entrances) over (partition by {{ key }}, channel) as channel_entrances,
        sum(entrances) over (partition by {{ key }}, source) as source_entrances

    from by_period
),

pages as (
    select
        {{ key }},
        {%- for origin in ['channel', 'source'] %}
        {{ first_by(origin, '(-' ~ origin ~ '_entrances, ' ~ origin ~ ')') }}
            as top_{{ origin }},
        cast(max({{ origin }}_entrances) as bigint) as top_{{ origin }}_entrances,
        {%- endfor %}
        {%- for count in counts %}
        cast(sum({{ count }}) as bigint) as {{ count }},
        {%- endfor %}
        cast(sum(entrances) as bigint) as entrances

    from with_totals

    group by {{ key }}
),

with_previous as (
    select
        now.*,
        {%- for count in ['entrances', 'converting_sessions'] %}
        case
            when {{ previous }} >= history.first_date
                then coalesce(earlier.{{ count }}, 0)
        end as previous_{{ count }},
        {%- endfor %}
        coalesce(
            now.period_start >= history.first_date and {{ next }} <= history.last_date,
            false
        ) as is_complete

    from pages as now

    cross join history

    left join pages as earlier
        on now.landing_page_path = earlier.landing_page_path
        and now.period_grain = earlier.period_grain
        and {{ previous }} = earlier.period_start
)

select
    {{ key }},
    is_complete,
    entrances,
    {%- for count in counts %}
    {{ count }},
    {%- endfor %}
    {{ rate_columns('engagement_rate', 'engaged_sessions', 'entrances') }},
    {{ rate_columns('bounce_rate', 'bounces', 'entrances') }},
    {{ rate_columns('single_page_session_rate', 'single_page_sessions', 'entrances') }},
    {{ rate_columns('session_conversion_rate', 'converting_sessions', 'entrances') }},
    top_channel,
    top_channel_entrances,
    top_source,
    top_source_entrances,
    previous_entrances,
    previous_converting_sessions,
    {{ rate('previous_converting_sessions', 'previous_entrances') }}
        as previous_session_conversion_rate,
    case when is_complete then entrances - previous_entrances end as entrances_change,
    case when is_complete then {{ rate('converting_sessions', 'entrances') }} end
    - {{ rate('previous_converting_sessions', 'previous_entrances') }}
        as session_conversion_rate_change

from with_previous
