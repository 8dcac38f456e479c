{{ config(materialized='table', tags=['slice']) }}

with recursive hits as (
    select
        placed.*,
        coalesce(exclusions.exclusions, []) as exclusions

    from {{ ref('int_funnel_events__placed') }} as placed

    left join {{ ref('int_funnel_exclusions__dated') }} as exclusions
        on placed.funnel = exclusions.funnel
        and placed.unit_number = exclusions.unit_number
        and placed.search_position = exclusions.after_position
        and placed.reached_us = exclusions.began_us
),

later_hits as (
    select * from hits
    where search_position > 1
),

-- What may follow depends on the step, its time, the events used at that instant and
-- what would exclude. Of attempts equal in all that the earliest is kept.
attempts as (
    select
        funnel,
        unit_number,
        event_source,
        event_id,
        reached_us as entered_us,
        reached_us + window_us as closes_us,
        search_position,
        search_position as required_position,
        reached_us,
        reached_us as required_us,
        sequence_number,
        last_sequence_number,
        1 as steps_filled,
        [{{ used_event() }}] as used_events,
        false as is_excluded,
        exclusions as open_exclusions,
        [reached_us] as times

    from hits

    where
        required_position_before = 0
        and not is_optional

    union all

    select
        attempts.funnel,
        attempts.unit_number,
        attempts.event_source,
        attempts.event_id,
        attempts.entered_us,
        attempts.closes_us,
        hits.search_position,
        case
            when hits.is_optional then attempts.required_position
            else hits.search_position
        end as required_position,
        hits.reached_us,
        case when hits.is_optional then attempts.required_us else hits.reached_us end
            as required_us,
        hits.sequence_number,
        hits.last_sequence_number,
        attempts.steps_filled + 1 as steps_filled,
        case
            when hits.reached_us > attempts.reached_us
                then [{{ used_event('hits.') }}]
            else list_sort(list_append(attempts.used_events, {{ used_event('hits.') }}))
        end as used_events,
        attempts.is_excluded
        or {{ any_of('attempts.open_exclusions', "
            item.before_position = hits.search_position
            and item.reached_us < hits.reached_us
        ") }} as is_excluded,
        {{ open_exclusions('attempts', 'hits') }} as open_exclusions,
        min({{ fill_step(
            'attempts.times', 'hits.search_position', 'hits.reached_us'
        ) }}) as times

    from attempts

    inner join later_hits as hits
        on attempts.funnel = hits.funnel
        and attempts.unit_number = hits.unit_number
        -- A strict attempt goes on with the very next event; others have no number.
        and coalesce(attempts.sequence_number + 1, 0)
        = coalesce(hits.sequence_number, 0)
        and attempts.search_position < hits.search_position
        and attempts.search_position >= hits.required_position_before
        and attempts.reached_us <= hits.reached_us

    where
        coalesce(hits.reached_us <= attempts.closes_us, true)
        and coalesce(
            hits.reached_us - attempts.required_us <= hits.within_us,
            true
        )
        and case
            when hits.ordering = 'strict' then true
            when hits.reached_us = attempts.reached_us
                then {{ is_next_unused_copy('attempts.used_events', 'hits') }}
            else
                hits.copy_number = 1
                -- The earliest next event leads as far as any, but not always further.
                and (
                    hits.has_reason_to_wait
                    or coalesce(hits.previous_us <= attempts.reached_us, true)
                )
        end

    group by all
)

select * from attempts
