{{ config(tags=['slice']) }}

with attempts as (
    select * from {{ ref('int_funnels__searched') }}
),

-- What happens after the last step reached counts as long as the window is open.
judged as (
    select
        * exclude (is_excluded),
        is_excluded
        or {{ any_of(
            'open_exclusions', 'coalesce(item.reached_us <= closes_us, true)'
        ) }} as is_excluded

    from attempts
),

ranked as (
    select
        *,
        row_number() over (
            partition by funnel, unit_number, event_source, event_id
            order by
                required_position desc,
                is_excluded asc,
                required_us asc,
                steps_filled desc,
                times asc
        ) as attempt_rank

    from judged
)

select
    funnel,
    unit_number,
    event_source,
    event_id,
    entered_us,
    closes_us,
    required_position as furthest_position,
    is_excluded,
    -- A strict attempt ends with the first event that is no step of it.
    coalesce(sequence_number < last_sequence_number, false) as is_over,
    times

from ranked

where attempt_rank = 1
