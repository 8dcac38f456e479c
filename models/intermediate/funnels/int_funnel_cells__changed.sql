{{ config(materialized='table', tags=['sums']) }}
{%- set dimensions = session_dimensions() %}

-- Percentiles cannot be added up: they are made anew wherever a journey is another one
-- than before. A build from all rows makes all of them anyway.
with
{%- for version in ['before', 'now'] %}
{{ version }} as (
    select
        {%- for name in dimensions %}
        {{ name }},
        {%- endfor %}
        funnel,
        period_grain,
        period_start,
        entered_us,
        times,
        furthest_position,
        is_excluded,
        is_in_progress,
        is_mature

    from {{ with_sessions(
        changing(ref('int_funnel_journeys__best_of_periods'), version),
        changing(ref('int_sessions__attributed'), version),
    ) }}

    where {{ 'false' if builds_whole() else 'true' }}
),
{% endfor %}
changed as (
    (
        select * from before
        except all
        select * from now
    )

    union all

    (
        select * from now
        except all
        select * from before
    )
)

select distinct
    funnel,
    period_grain,
    period_start,
    'all' as dimension,
    'all' as dimension_value

from changed
{%- for name in dimensions %}

union all

select distinct
    funnel,
    period_grain,
    period_start,
    '{{ name }}' as dimension,
    {{ name }} as dimension_value

from changed
{%- endfor %}
