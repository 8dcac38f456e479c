with sessions as (
    select * from {{ ref('sessions') }}
),

worth as (
    select * from {{ ref('int_sessions__valued') }}
),

visits as (
    select * from {{ ref('int_visits__rolled_up') }}
    where dimension = 'all'
),

history as (
    {{ first_day_of_visits(ref('int_visits__rolled_up')) }}
),

top_pages as (
    select * from {{ ref('ai_assistant_landing_pages') }}
    where page_rank = 1
),

traffic as (
    {{ ai_traffic('sessions') }}
),

counts as (
    select
        traffic.ai_assistant,
        traffic.period_grain,
        traffic.period_start,
        count(*) as sessions,
        count(distinct traffic.visitor_id) as visitors,
        count(case when traffic.is_engaged then 1 end) as engaged_sessions,
        count(case when traffic.has_macro_conversion then 1 end) as converting_sessions,
        count(
            distinct case when traffic.has_macro_conversion then traffic.visitor_id end
        ) as converting_visitors,
        count(case when traffic.has_text_fragment then 1 end) as text_fragment_sessions,
        count(distinct traffic.landing_page_path) as landing_pages,
        -- Amounts in two currencies add up to nothing.
        case
            when max(worth.highest_currency) > min(worth.lowest_currency) then null
            else {{ as_amount('coalesce(sum(worth.value_amount), 0)') }}
        end as value_amount,
        case
            when max(worth.highest_currency) = min(worth.lowest_currency)
                then min(worth.lowest_currency)
        end as currency

    from traffic

    left join worth
        on traffic.session_id = worth.session_id

    group by
        traffic.ai_assistant,
        traffic.period_grain,
        traffic.period_start
)

select
    counts.ai_assistant,
    counts.period_grain,
    {{ period_start('counts') }} as period_start,
    visits.sessions as all_sessions,
    {{ rate('counts.sessions', 'visits.sessions') }} as session_share,
    counts.sessions,
    counts.visitors,
    counts.engaged_sessions,
    counts.converting_sessions,
    counts.converting_visitors,
    {{ rate_columns('engagement_rate', 'counts.engaged_sessions', 'counts.sessions') }},
    {{ rate_columns(
        'visitor_conversion_rate', 'counts.converting_visitors', 'counts.visitors'
    ) }},
    {{ rate_columns(
        'session_conversion_rate', 'counts.converting_sessions', 'counts.sessions'
    ) }},
    counts.value_amount,
    counts.currency,
    {{ as_amount(rate('counts.value_amount', 'counts.sessions')) }}
        as revenue_per_session,
    counts.landing_pages,
    top_pages.landing_page_path as top_landing_page_path,
    coalesce(top_pages.sessions, 0) as top_landing_page_sessions,
    coalesce(compared.sessions, 0) as compared_sessions,
    coalesce(compared.converting_sessions, 0) as compared_converting_sessions,
    {{ rate_columns(
        'compared_conversion_rate', 'compared.converting_sessions', 'compared.sessions'
    ) }},
    compared.value_amount as compared_value_amount,
    compared.currency as compared_currency,
    {{ as_amount(rate('compared.value_amount', 'compared.sessions')) }}
        as compared_revenue_per_session,
    coalesce(compared.text_fragment_sessions, 0) as compared_text_fragment_sessions,
    {{ rate_ratio_columns(
        'conversion_index', 'counts.converting_sessions', 'counts.sessions',
        'compared.converting_sessions', 'compared.sessions'
    ) }}

from counts

cross join history

inner join visits
    on counts.period_grain = visits.period_grain
    and counts.period_start = visits.period_start

left join counts as compared
    on compared.ai_assistant is null
    and counts.period_grain = compared.period_grain
    and counts.period_start = compared.period_start

left join top_pages
    on counts.ai_assistant = top_pages.ai_assistant
    and counts.period_grain = top_pages.period_grain
    and top_pages.period_start = {{ period_start('counts') }}

where counts.ai_assistant is not null
