{{ config(materialized='table', tags=['sums']) }}
{%- set visits = ref('int_visits__rolled_up') %}
{%- set conversions = ref('int_conversions__rolled_up') %}
{%- set milestones = ref('int_milestones__rolled_up') %}
{%- set rates = ref('int_rates__rolled_up') %}

with periods_with_other_sums as (
    {%- for sums in [visits, conversions, milestones, rates] %}
    select
        period_grain,
        period_start

    from {{ changing(sums, 'changes') }}
    {%- if not loop.last %}

    union distinct
    {% endif %}
    {%- endfor %}
),

matured_periods as (
    select * from {{ ref('int_periods__matured') }}
),

occurrences as (
    {%- for sums, name, number in [
        (conversions, 'conversion', 'conversions'),
        (milestones, 'milestone', 'sessions'),
    ] %}
    select
        '{{ name }} ' || {{ name }} as what,
        {{ number }} as occurs,
        0 as occurs_more

    from {{ sums }}

    where
        period_grain = 'all'
        and dimension = 'all'

    union all

    select
        '{{ name }} ' || {{ name }} as what,
        0 as occurs,
        {{ number }} as occurs_more

    from {{ changing(sums, 'changes') }}

    where
        period_grain = 'all'
        and dimension = 'all'
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

-- What occurs for the first time gets rows in every period, and loses them with its
-- last occurrence.
what_comes_or_goes as (
    select what
    from occurrences
    group by what
    having (sum(occurs) = 0) <> (sum(occurs) = sum(occurs_more))
),

changed_periods as (
    select * from periods_with_other_sums

    union distinct

    select * from matured_periods
    {%- for sums in [visits, conversions] %}

    union distinct

    select
        period_grain,
        period_start

    from {{ sums }}

    where exists (select 1 from what_comes_or_goes)
    {%- endfor %}
)

select * from changed_periods
where {{ 'false' if builds_whole() else 'true' }}
