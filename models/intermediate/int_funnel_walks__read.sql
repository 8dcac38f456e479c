with steps as (
    select * from {{ ref('int_funnel_steps__planned') }}
),

events as (
    select * from {{ ref('int_funnel_events__numbered') }}
),

walked as (
    select * from {{ ref('int_funnels__walked') }}
),

walked_attempts as (
    select
        steps.funnel,
        walked.unit_number,
        walked.entered_us,
        walked.entered_us + min(steps.window_us) as closes_us,
        array_agg(walked.reached_us order by walked.required_position) as times

    from walked

    inner join steps
        on walked.path = steps.path
        and walked.required_position = steps.required_position

    where
        steps.method = 'walk'
        and coalesce(
            walked.reached_us <= walked.entered_us + steps.window_us, true
        )

    group by
        steps.funnel,
        walked.unit_number,
        walked.entered_us
)

-- Attempts that begin at one instant are walked together; each entry has its row.
select
    walked_attempts.funnel,
    walked_attempts.unit_number,
    events.event_source,
    events.event_id,
    events.session_id,
    walked_attempts.entered_us,
    walked_attempts.closes_us,
    len(walked_attempts.times) as furthest_position,
    false as is_excluded,
    false as is_over,
    walked_attempts.times

from walked_attempts

inner join steps
    on walked_attempts.funnel = steps.funnel
    and steps.required_position = 1

inner join events
    on steps.milestone = events.milestone
    and walked_attempts.unit_number = events.unit_number
    and walked_attempts.entered_us = events.reached_us
