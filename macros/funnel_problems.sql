{#- A query over the seed files of funnels: one row per mistake, with how to mend it. -#}
{% macro funnel_problems() %}
{%- set known = {
    "unit": ["visitor", "session"],
    "ordering": ["ordered", "strict", "unordered"],
    "attempt": ["best", "first"],
} -%}
{%- set names = ["funnels", "funnel_steps", "funnel_exclusions"] -%}
with milestones as (
    {{ read_definition('definition_milestones') }}
),

{%- for name in names %}

{{ name }} as (
    {{ read_definition('definition_' ~ name) }}
),
{%- endfor %}

steps as (
    select
        funnel_steps.* replace (
            try_cast(funnel_steps.step_number as integer) as step_number,
            coalesce(try_cast(funnel_steps.is_optional as boolean), false)
                as is_optional
        ),
        funnel_steps.step_number as step_text,
        funnels.ordering
    from funnel_steps
    inner join funnels
        on funnel_steps.funnel = funnels.funnel
),

sizes as (
    select
        funnels.place,
        max_by(steps.place, steps.line_number) as last_place,
        funnels.funnel,
        count(steps.funnel) as steps,
        count(steps.funnel) filter (where not steps.is_optional) as required_steps,
        min(steps.step_number) as lowest_step,
        min(steps.step_number) filter (where not steps.is_optional) as first_step,
        max(steps.step_number) filter (where not steps.is_optional) as last_step
    from funnels
    left join steps
        on funnels.funnel = steps.funnel
    group by all
),

sharing_steps as (
    select distinct
        one.funnel,
        one.step_number
    from steps as one
    inner join steps as other
        on
            one.funnel = other.funnel
            and one.step_number != other.step_number
    inner join milestones as rules
        on one.milestone = rules.milestone
    inner join milestones as other_rules
        on
            other.milestone = other_rules.milestone
            and coalesce(rules.event_name = other_rules.event_name, true)
            and coalesce(rules.event_source = other_rules.event_source, true)
    where one.ordering = 'unordered'
),

exclusion_ranges as (
    select
        funnel_exclusions.*,
        coalesce(funnel_exclusions.after_step, cast(sizes.first_step as varchar))
            as first_text,
        coalesce(funnel_exclusions.before_step, cast(sizes.last_step as varchar))
            as last_text
    from funnel_exclusions
    inner join sizes
        on funnel_exclusions.funnel = sizes.funnel
    inner join funnels
        on
            funnel_exclusions.funnel = funnels.funnel
            and funnels.ordering in ('ordered', 'strict')
),

problems as (
    {%- for column, values in known.items() %}
    select
        place || ': {{ column }} ''' || coalesce({{ column }}, '')
        || ''' of funnel ' || funnel || ' is unknown.' as problem,
        'Use one of {{ values | join(", ") }}.' as mend
    from funnels
    where coalesce({{ column }}, '') not in ('{{ values | join("', '") }}')

    union all
    {%- endfor %}
    {%- for name in names[1:] %}

    select
        {{ name }}.place || ': funnel ''' || coalesce({{ name }}.funnel, '')
        || ''' does not exist.',
        'Use a funnel of seeds/definitions/definition_funnels.csv, or add it there.'
    from {{ name }}
    left join funnels
        on {{ name }}.funnel = funnels.funnel
    where funnels.funnel is null

    union all

    select
        {{ name }}.place || ': funnel ' || {{ name }}.funnel || ' names milestone '''
        || coalesce({{ name }}.milestone, '') || ''', which does not exist.',
        'Use a milestone of seeds/definitions/definition_milestones.csv, or add it there.'
    from {{ name }}
    left join milestones
        on {{ name }}.milestone = milestones.milestone
    where milestones.milestone is null

    union all
    {%- endfor %}
    {%- for name, column in [("funnels", "window_seconds"), ("funnel_steps", "within_seconds")] %}

    select
        place || ': {{ column }} ''' || {{ column }} || ''' of funnel ' || funnel
        || ' is not a whole number above 0.',
        'Write seconds as digits alone, such as 86400 for a day; or leave it blank.'
    from {{ name }}
    where
        {{ column }} is not null
        and not (
            regexp_full_match({{ column }}, '[0-9]+')
            and coalesce(try_cast({{ column }} as bigint) > 0, false)
        )

    union all
    {%- endfor %}

    select
        place || ': step_number ''' || coalesce(step_text, '') || ''' of funnel '
        || funnel || ' is not a whole number above 0.',
        'Number the steps 1, 2, 3 and so on in their order.'
    from steps
    where not coalesce(regexp_full_match(step_text, '[0-9]+') and step_number > 0, false)

    union all

    select
        max_by(place, line_number) || ': funnel ' || funnel || ' has step_number '
        || step_number || ' more than once.',
        'Give every step of a funnel a number of its own.'
    from steps
    group by
        funnel,
        step_number
    having count(*) > 1

    union all

    select
        place || ': funnel ' || funnel || ' has ' || required_steps
        || ' required steps, expected two or more.',
        'Add steps to seeds/definitions/definition_funnel_steps.csv with is_optional '
        || 'false, or delete the funnel.'
    from sizes
    where required_steps < 2

    union all

    select
        last_place || ': funnel ' || funnel || ' has ' || steps || ' steps, expected no'
        || ' more than {{ var("funnel_steps_at_most") }}.',
        'Leave some out, or raise the var funnel_steps_at_most in dbt_project.yml.'
    from sizes
    where steps > {{ var("funnel_steps_at_most") }}

    union all

    select
        steps.place || ': strict funnel ' || steps.funnel
        || ' begins with an optional step, expected a required one.',
        'Set is_optional to false, or let another step come first.'
    from steps
    inner join sizes
        on
            steps.funnel = sizes.funnel
            and steps.step_number = sizes.lowest_step
    where
        steps.ordering = 'strict'
        and steps.is_optional

    union all

    select
        place || ': unordered funnel ' || funnel || ' has an optional step or one with '
        || 'within_seconds, expected neither.',
        'Set is_optional to false and leave within_seconds blank; or use ordering ordered.'
    from steps
    where
        ordering = 'unordered'
        and (is_optional or within_seconds is not null)

    union all

    select
        place || ': optional step ' || step_number || ' of funnel ' || funnel
        || ' has within_seconds, expected none.',
        'Leave within_seconds blank, or set is_optional to false.'
    from steps
    where
        ordering != 'unordered'
        and is_optional
        and within_seconds is not null

    union all

    select
        sizes.last_place || ': unordered funnel ' || sizes.funnel || ' has '
        || count(*) || ' steps that one event could fill, expected no more than 10.',
        'Leave some out, or use milestones with rules for different event names.'
    from sizes
    inner join sharing_steps
        on sizes.funnel = sharing_steps.funnel
    group by
        sizes.last_place,
        sizes.funnel
    having count(*) > 10

    union all

    select
        ranges.place || ': the exclusion of funnel ' || ranges.funnel
        || ' from step ''' || ranges.first_text || ''' to step ''' || ranges.last_text
        || ''' does not lie between two required steps.',
        'Name the numbers of two required steps of the funnel, the first one before the '
        || 'other; or leave them blank.'
    from exclusion_ranges as ranges
    left join steps as first_steps
        on
            ranges.funnel = first_steps.funnel
            and try_cast(ranges.first_text as integer) = first_steps.step_number
            and not first_steps.is_optional
    left join steps as last_steps
        on
            ranges.funnel = last_steps.funnel
            and try_cast(ranges.last_text as integer) = last_steps.step_number
            and not last_steps.is_optional
    where not coalesce(first_steps.step_number < last_steps.step_number, false)
)

select * from problems
{% endmacro %}
