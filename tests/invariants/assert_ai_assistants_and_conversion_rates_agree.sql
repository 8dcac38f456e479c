-- Two marts give the rates of an assistant; who finds two numbers trusts neither.
with performance as (
    select * from {{ ref('ai_assistant_performance') }}
),

rates as (
    select * from {{ ref('conversion_rates') }}
    where
        conversion = 'any_macro'
        and dimension = 'ai_assistant'
        and dimension_value <> '(not set)'
        and sessions > 0
)

select
    rates.dimension_value as ai_assistant,
    rates.period_grain,
    rates.period_start,
    rates.sessions,
    performance.sessions as performance_sessions

from rates

left join performance
    on rates.dimension_value = performance.ai_assistant
    and rates.period_grain = performance.period_grain
    and rates.period_start = performance.period_start

where
    performance.sessions is distinct from rates.sessions
    or performance.visitors is distinct from rates.visitors
    or performance.converting_sessions is distinct from rates.converting_sessions
    or performance.converting_visitors is distinct from rates.converting_visitors
