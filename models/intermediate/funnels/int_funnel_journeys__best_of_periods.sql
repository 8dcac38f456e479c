{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    meta={'has_versions': true}
) }}

with journeys as (
    select * from {{ touched(ref('int_funnel_journeys__judged')) }}
),

-- The best of a month is the best of its days' best, so only these are looked at again.
best_of_days as (
    select *
    from journeys
    qualify row_number() over (
        partition by funnel, unit_number, entry_date
        order by {{ best_attempt_first() | indent(8) }}
    ) = 1
),

days_in_periods as (
    {%- for grain in ['day', 'week', 'month', 'all'] %}
    select
        best_of_days.*,
        '{{ grain }}' as period_grain,
        {% if grain == 'all' -%} {{ whole_history() }}
        {%- else -%} cast(date_trunc('{{ grain }}', best_of_days.entry_date) as date)
        {%- endif %} as period_start

    from best_of_days
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
)

select *

from days_in_periods

qualify row_number() over (
    partition by funnel, unit_number, period_grain, period_start
    order by {{ best_attempt_first() | indent(4) }}
) = 1
