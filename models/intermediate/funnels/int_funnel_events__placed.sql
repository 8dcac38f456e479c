{{ config(tags=['slice']) }}

with steps as (
    select
        *,
        case
            when ordering = 'strict' then coalesce(previous_position, 0)
            else required_position - 1
        end as required_position_before
    from {{ ref('int_funnel_steps__planned') }}
    where method = 'search' and search_position is not null
),

events as (
    select * from {{ ref('int_funnel_events__numbered') }}
),

fitting_events as (
    select
        steps.funnel,
        events.unit_number,
        events.event_source,
        events.event_id,
        events.reached_us,
        array_agg(steps.search_position order by steps.search_position) as fits

    from steps

    inner join events
        on steps.unit = events.unit
        and steps.milestone = events.milestone

    group by
        steps.funnel,
        events.unit_number,
        events.event_source,
        events.event_id,
        events.reached_us
),

-- Events of one instant that fit the same steps are as good as each other.
numbered_copies as (
    select
        *,
        row_number() over (
            partition by funnel, unit_number, reached_us, fits
            order by event_id, event_source
        ) as copy_number

    from fitting_events
),

-- Strict funnels look at every event of the unit, whatever it is.
strict_units as (
    select distinct
        events.unit,
        events.unit_id,
        events.unit_number

    from events

    inner join steps
        on events.unit = steps.unit
        and events.milestone = steps.milestone

    where steps.ordering = 'strict'
),

sequences as (
    select
        strict_units.unit_number,
        all_events.event_source,
        all_events.event_id,
        row_number() over (
            partition by strict_units.unit_number
            order by
                all_events.occurred_at, all_events.event_id, all_events.event_source
        ) as sequence_number,
        count(*) over (partition by strict_units.unit_number) as last_sequence_number

    from strict_units

    inner join {{ touched(ref('int_events__with_offline')) }} as all_events
        on strict_units.unit_id = case strict_units.unit
            when 'session' then all_events.session_id
            else all_events.visitor_id
        end
)

select
    numbered_copies.*,
    steps.search_position,
    steps.required_position_before,
    steps.is_optional,
    steps.ordering,
    steps.window_us,
    steps.within_us,
    steps.has_reason_to_wait,
    sequences.sequence_number,
    sequences.last_sequence_number,
    max(numbered_copies.reached_us) over (
        partition by
            numbered_copies.funnel,
            numbered_copies.unit_number,
            steps.search_position
        order by numbered_copies.reached_us
        range between unbounded preceding and 1 preceding
    ) as previous_us

from numbered_copies

inner join steps
    on numbered_copies.funnel = steps.funnel
    and array_contains(numbered_copies.fits, steps.search_position)

left join sequences
    on steps.ordering = 'strict'
    and numbered_copies.unit_number = sequences.unit_number
    and numbered_copies.event_source = sequences.event_source
    and numbered_copies.event_id = sequences.event_id
