{{ config(
    materialized='incremental',
    incremental_strategy='replace',
    unique_key=['visitor_id'],
    meta={'has_versions': true}
) }}

with journeys as {{ read_each_time() }}(
    select * from {{ touched(ref('int_funnel_journeys__judged')) }}
),

best_ranks as (
    {%- for grain in ['day', 'week', 'month', 'all'] %}
    select
        funnel,
        unit_number,
        '{{ grain }}' as period_grain,
        {{ start_of_period(grain, 'entry_date') }} as period_start,
        min(attempt_rank) as attempt_rank

    from journeys

    group by all
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
)

select
    journeys.*,
    best_ranks.period_grain,
    best_ranks.period_start

from best_ranks

inner join journeys
    on best_ranks.funnel = journeys.funnel
    and best_ranks.unit_number = journeys.unit_number
    and best_ranks.attempt_rank = journeys.attempt_rank
