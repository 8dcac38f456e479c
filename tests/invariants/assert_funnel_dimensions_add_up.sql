-- A unit has one entry that counts and so one channel, one country: the values of each
-- dimension add up to the total, or a unit is missing from it or in it twice.
{%- set counts = [
    'entered', 'reached', 'in_progress', 'dropped_off', 'excluded', 'mature_entered',
    'mature_reached',
] %}
with rates as (
    select * from {{ ref('funnel_rates') }}
),

dimensions as (
    select count(distinct dimension) as dimensions from rates
),

-- The total is a dimension with one value.
sums as (
    select
        funnel,
        step_number,
        period_grain,
        period_start,
        {% for count in counts -%}
        sum({{ count }}) as {{ count }},
        {% endfor -%}
        dimension

    from rates

    group by
        funnel,
        step_number,
        period_grain,
        period_start,
        dimension
)

select
    sums.funnel,
    sums.step_number,
    sums.period_grain,
    sums.period_start

from sums

cross join dimensions

group by
    sums.funnel,
    sums.step_number,
    sums.period_grain,
    sums.period_start,
    dimensions.dimensions

having
    count(*) <> dimensions.dimensions
    {%- for count in counts %}
    or count(sums.{{ count }}) <> dimensions.dimensions
    or count(distinct sums.{{ count }}) <> 1
    {%- endfor %}
