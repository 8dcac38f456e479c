{%- set dimensions = {
    "all": "'all'", "channel": "channel", "source": "source", "campaign": "campaign"
} %}
with spend as (
    select * from {{ ref('int_spend__converted') }}
),

sessions as (
    select
        session_date,
        channel,
        source,
        campaign,
        count(*) as sessions

    from {{ ref('int_sessions__attributed') }}

    group by
        session_date,
        channel,
        source,
        campaign
),

history as (
    {{ first_day_of_visits(ref('int_visits__rolled_up')) }}
),

days as (
    select
        spend_date as performance_date,
        channel,
        source,
        campaign,
        cost_amount,
        impressions,
        clicks,
        0 as sessions

    from spend

    union all

    select
        session_date as performance_date,
        channel,
        source,
        campaign,
        null as cost_amount,
        null as impressions,
        null as clicks,
        sessions

    from sessions
),

by_dimension as (
    {%- for dimension, value in dimensions.items() %}
    select
        *,
        '{{ dimension }}' as dimension,
        coalesce({{ value }}, '(not set)') as dimension_value

    from days
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

-- Spend may be known before the first visit.
periods as (
    {{ at_every_grain(
        'by_dimension', 'performance_date',
        'coalesce((select first_date from history), ' ~ whole_history() ~ ')'
    ) }}
)

select
    period_grain,
    period_start,
    dimension,
    dimension_value,
    cast(sum(cost_amount) as decimal(18, 6)) as cost_amount,
    cast(sum(impressions) as bigint) as impressions,
    cast(sum(clicks) as bigint) as clicks,
    cast(sum(sessions) as bigint) as sessions

from periods

group by
    period_grain,
    period_start,
    dimension,
    dimension_value
