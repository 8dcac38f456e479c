with sessions as (
    select * from {{ ref('sessions') }}
),

history as (
    {{ first_day_of_visits(ref('int_visits__rolled_up')) }}
),

traffic as (
    {{ ai_traffic('sessions') }}
),

counts as (
    select
        ai_assistant,
        period_grain,
        period_start,
        landing_page_path,
        count(*) as sessions,
        count(case when has_macro_conversion then 1 end) as converting_sessions

    from traffic

    where
        ai_assistant is not null
        and landing_page_path is not null

    group by
        ai_assistant,
        period_grain,
        period_start,
        landing_page_path
)

select
    counts.ai_assistant,
    counts.period_grain,
    {{ period_start('counts') }} as period_start,
    counts.landing_page_path,
    counts.sessions,
    counts.converting_sessions,
    {{ rate_columns('session_conversion_rate', 'converting_sessions', 'sessions') }},
    row_number() over (
        partition by counts.ai_assistant, counts.period_grain, counts.period_start
        order by counts.sessions desc, counts.landing_page_path asc
    ) as page_rank

from counts

cross join history
