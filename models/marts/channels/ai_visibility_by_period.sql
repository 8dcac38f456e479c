with readings as (
    select
        readings.*,
        platforms.ai_assistant,
        coalesce(platforms.ai_assistant, readings.platform) as platform_name,
        min(readings.visibility_date) over () as first_date

    from {{ ref('ai_visibility') }} as readings

    inner join {{ ref('int_ai_platforms__matched') }} as platforms
        on readings.platform = platforms.platform
),

visits as (
    select * from {{ ref('int_visits__rolled_up') }}
    where dimension = 'all'
),

performance as (
    select * from {{ ref('ai_assistant_performance') }}
),

placed as (
    {{ at_every_grain('readings', 'visibility_date') }}
),

counts as (
    select
        platform_name,
        ai_assistant,
        brand,
        period_grain,
        period_start,
        min(first_date) as first_date,
        count(distinct visibility_date) as days_with_answers,
        count(distinct prompt) as prompts,
        cast(sum(answers) as bigint) as answers,
        cast(sum(cited_answers) as bigint) as cited_answers

    from placed

    group by
        platform_name,
        ai_assistant,
        brand,
        period_grain,
        period_start
),

with_citations as (
    select
        *,
        cast(
            sum(cited_answers) over (
                partition by platform_name, period_grain, period_start
            ) as bigint
        ) as citations

    from counts
)

select
    counts.platform_name as platform,
    counts.ai_assistant,
    counts.brand,
    counts.period_grain,
    case
        when counts.period_grain = 'all' then counts.first_date
        else counts.period_start
    end as period_start,
    counts.days_with_answers,
    counts.prompts,
    counts.answers,
    counts.cited_answers,
    {{ rate_columns('citation_rate', 'counts.cited_answers', 'counts.answers') }},
    counts.citations,
    {{ rate_columns('share_of_voice', 'counts.cited_answers', 'counts.citations') }},
    case
        when counts.ai_assistant is not null and visits.sessions is not null
            then coalesce(performance.sessions, 0)
    end as sessions,
    case
        when counts.ai_assistant is not null and visits.sessions is not null
            then coalesce(performance.converting_sessions, 0)
    end as converting_sessions,
    performance.session_conversion_rate,
    performance.session_conversion_rate_lower,
    performance.session_conversion_rate_upper,
    performance.value_amount,
    performance.currency

from with_citations as counts

left join visits
    on counts.period_grain = visits.period_grain
    and counts.period_start = visits.period_start

left join performance
    on counts.ai_assistant = performance.ai_assistant
    and counts.period_grain = performance.period_grain
    and (
        counts.period_grain = 'all'
        or counts.period_start = performance.period_start
    )
