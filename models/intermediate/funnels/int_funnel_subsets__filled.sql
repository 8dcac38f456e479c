{{ config(tags=['slice']) }}

with subsets as (
    select * from {{ ref('int_funnel_subsets__listed') }}
),

numbered_events as (
    select * from {{ ref('int_funnel_subsets__numbered') }}
),

first_of_instants as (
    select
        funnel,
        subset_number,
        unit_number,
        reached_us,
        min(event_number) as event_number

    from numbered_events

    group by
        funnel,
        subset_number,
        unit_number,
        reached_us
),

-- Any event of any step opens an attempt, which is asked about every subset of steps.
entries as (
    select distinct
        funnel,
        unit_number,
        event_source,
        event_id,
        reached_us as entered_us,
        reached_us + window_us as closes_us

    from numbered_events
),

questions as (
    select
        entries.*,
        subsets.subset_number,
        subsets.step_group,
        subsets.group_steps,
        subsets.subset_steps

    from entries

    inner join subsets
        on entries.funnel = subsets.funnel
),

started_questions as (
    select
        questions.*,
        first_of_instants.event_number

    from questions

    asof left join first_of_instants
        on questions.funnel = first_of_instants.funnel
        and questions.subset_number = first_of_instants.subset_number
        and questions.unit_number = first_of_instants.unit_number
        and questions.entered_us <= first_of_instants.reached_us
),

fill_numbers as (
    select distinct
        funnel,
        step_group,
        subset_steps as fill_number

    from subsets
)

-- Hall's marriage theorem: k steps of a group of n can be filled by different events as
-- soon as, of each of its subsets of m steps, k - n + m events have happened.
select
    questions.funnel,
    questions.unit_number,
    questions.event_source,
    questions.event_id,
    questions.entered_us,
    questions.closes_us,
    questions.step_group,
    fill_numbers.fill_number,
    max(numbered_events.reached_us) as reached_us

from started_questions as questions

inner join fill_numbers
    on questions.funnel = fill_numbers.funnel
    and questions.step_group = fill_numbers.step_group
    and questions.subset_steps > questions.group_steps - fill_numbers.fill_number

left join numbered_events
    on questions.funnel = numbered_events.funnel
    and questions.subset_number = numbered_events.subset_number
    and questions.unit_number = numbered_events.unit_number
    and questions.event_number + fill_numbers.fill_number - questions.group_steps
    + questions.subset_steps - 1 = numbered_events.event_number

group by
    questions.funnel,
    questions.unit_number,
    questions.event_source,
    questions.event_id,
    questions.entered_us,
    questions.closes_us,
    questions.step_group,
    fill_numbers.fill_number

having
    count(*) = count(numbered_events.reached_us)
    and coalesce(max(numbered_events.reached_us) <= questions.closes_us, true)
