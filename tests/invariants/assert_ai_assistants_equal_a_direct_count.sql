-- Who comes from an assistant, and what that is compared with, is counted in several
-- steps; here months and the whole history once more, straight from the sessions.
{%- set grains = {
    "month": "cast(date_trunc('month', session_date) as date)",
    "all": "(select min(days.session_date) from " ~ ref("sessions") ~ " as days)",
} %}
with performance as (
    select * from {{ ref('ai_assistant_performance') }}
    where period_grain in ('month', 'all')
),

pages as (
    select
        ai_assistant,
        period_grain,
        period_start,
        sum(sessions) as sessions,
        count(*) as landing_pages

    from {{ ref('ai_assistant_landing_pages') }}

    group by
        ai_assistant,
        period_grain,
        period_start
),

orders as (
    select distinct
        session_id,
        event_source,
        event_id,
        currency,
        value_amount

    from {{ ref('conversions') }}

    where conversion_class = 'macro'
),

worth as (
    select
        session_id,
        sum(value_amount) as value_amount

    from orders

    group by session_id
),

sessions as (
    select
        sessions.*,
        worth.value_amount,
        sessions.source = '{{ var("ai_comparison_source") }}'
        and sessions.channel = '{{ var("ai_comparison_channel") }}' as is_compared

    from {{ ref('sessions') }} as sessions

    left join worth
        on sessions.session_id = worth.session_id
),

all_counted as (
    {%- for grain, start in grains.items() %}
    {%- for assistant in ["ai_assistant", "'all'"] %}
    select
        {{ assistant }} as ai_assistant,
        '{{ grain }}' as period_grain,
        {{ start }} as period_start,
        count(*) as sessions,
        count(distinct visitor_id) as visitors,
        count(case when is_engaged then 1 end) as engaged_sessions,
        count(case when has_macro_conversion then 1 end) as converting_sessions,
        count(landing_page_path) as landed_sessions,
        coalesce(sum(value_amount), 0) as value_amount

    from sessions

    where ai_assistant is not null

    group by all

    having count(*) > 0

    union all
    {% endfor %}
    select
        '(compared)' as ai_assistant,
        '{{ grain }}' as period_grain,
        {{ start }} as period_start,
        count(*) as sessions,
        count(case when has_text_fragment then 1 end) as visitors,
        0 as engaged_sessions,
        count(case when has_macro_conversion then 1 end) as converting_sessions,
        0 as landed_sessions,
        coalesce(sum(value_amount), 0) as value_amount

    from sessions

    where
        is_compared
        and ai_assistant is null

    group by all
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

counted as (
    select * from all_counted
    where ai_assistant <> '(compared)'
),

compared as (
    select * from all_counted
    where ai_assistant = '(compared)'
)

select
    coalesce(performance.ai_assistant, counted.ai_assistant) as ai_assistant,
    coalesce(performance.period_grain, counted.period_grain) as period_grain,
    performance.sessions,
    counted.sessions as counted_sessions,
    performance.visitors,
    counted.visitors as counted_visitors,
    performance.value_amount,
    counted.value_amount as counted_value_amount,
    performance.compared_sessions,
    compared.sessions as counted_compared_sessions,
    pages.sessions as sessions_of_pages

from performance

full outer join counted
    on performance.ai_assistant = counted.ai_assistant
    and performance.period_grain = counted.period_grain
    and performance.period_start = counted.period_start

left join compared
    on performance.period_grain = compared.period_grain
    and performance.period_start = compared.period_start

left join pages
    on performance.ai_assistant = pages.ai_assistant
    and performance.period_grain = pages.period_grain
    and performance.period_start = pages.period_start

where
    performance.sessions is distinct from counted.sessions
    or performance.visitors is distinct from counted.visitors
    or performance.engaged_sessions is distinct from counted.engaged_sessions
    or performance.converting_sessions is distinct from counted.converting_sessions
    or performance.value_amount <> counted.value_amount
    or performance.landing_pages <> coalesce(pages.landing_pages, 0)
    or counted.landed_sessions is distinct from coalesce(pages.sessions, 0)
    or performance.compared_sessions <> coalesce(compared.sessions, 0)
    or performance.compared_converting_sessions
    <> coalesce(compared.converting_sessions, 0)
    or performance.compared_text_fragment_sessions <> coalesce(compared.visitors, 0)
    or performance.compared_value_amount <> compared.value_amount
