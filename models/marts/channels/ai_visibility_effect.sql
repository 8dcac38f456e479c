{%- set grains = ["day", "week", "month"] %}
with visibility as (
    select * from {{ ref('ai_visibility_by_period') }}
    where ai_assistant is not null
),

performance as (
    select * from {{ ref('ai_assistant_performance') }}
),

visits as (
    select * from {{ ref('int_visits__rolled_up') }}
    where dimension = 'all'
),

span as (
    select
        min(period_start) as first_date,
        max(period_start) as last_date

    from visits

    where period_grain = 'day'
),

-- Each period and the one that a number of periods lies after it.
later_periods as (
    {%- for grain in grains %}
    {%- set outer_loop = loop %}
    {%- for lag in range(var("ai_visibility_lags") + 1) %}
    select
        *,
        {{ lag }} as lag_periods,
        cast({{ dbt.dateadd(grain, lag, "period_start") }} as date) as visits_start,
        cast({{ dbt.dateadd(grain, lag + 1, "period_start") }} as date) as visits_end

    from visibility

    where period_grain = '{{ grain }}'
    {%- if not (loop.last and outer_loop.last) %}

    union all
    {% endif %}
    {%- endfor %}
    {%- endfor %}
),

-- A period that the data do not cover wholly has too few visits, one without any visit
-- to the site was not measured, and one without a visit from the assistant has none.
pairs as (
    select
        later_periods.*,
        coalesce(performance.sessions, 0) as later_sessions

    from later_periods

    inner join visits
        on later_periods.period_grain = visits.period_grain
        and later_periods.visits_start = visits.period_start

    inner join span
        on later_periods.visits_start >= span.first_date
        and later_periods.visits_end <= {{ dbt.dateadd("day", 1, "span.last_date") }}

    left join performance
        on later_periods.ai_assistant = performance.ai_assistant
        and later_periods.period_grain = performance.period_grain
        and later_periods.visits_start = performance.period_start
),
{%- set one_row = "ai_assistant, brand, period_grain, lag_periods" %}

-- Of equal numbers each has the mean of their ranks.
measured as (
    select
        *,
        citation_rate - lag(citation_rate) over by_period as citation_change,
        later_sessions - lag(later_sessions) over by_period as session_change,
        rank() over by_citation + (count(*) over same_rate - 1) / 2 as citation_rank,
        rank() over by_sessions + (count(*) over same_sessions - 1) / 2 as session_rank

    from pairs

    window
        by_period as (partition by {{ one_row }} order by period_start),
        by_citation as (partition by {{ one_row }} order by citation_rate),
        by_sessions as (partition by {{ one_row }} order by later_sessions),
        same_rate as (partition by {{ one_row }}, citation_rate),
        same_sessions as (partition by {{ one_row }}, later_sessions)
)

select
    ai_assistant,
    brand,
    period_grain,
    lag_periods,
    count(*) as periods,
    min(period_start) as first_date,
    max(period_start) as last_date,
    {{ correlation_columns(
        'correlation', 'citation_rate', 'later_sessions', 'period_start'
    ) }},
    {{ correlation_columns(
        'rank_correlation', 'citation_rank', 'session_rank', 'period_start', '1.06'
    ) }},
    {{ correlation_columns(
        'change_correlation', 'citation_change', 'session_change', 'period_start'
    ) }}

from measured

group by
    ai_assistant,
    brand,
    period_grain,
    lag_periods
