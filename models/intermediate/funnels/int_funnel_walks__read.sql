with steps as (
    select * from {{ ref('int_funnel_steps__planned') }}
    where
        method = 'walk'
        and not is_optional
),

events as (
    select * from {{ ref('int_funnel_events__numbered') }}
),

walked as (
    select * from {{ ref('int_funnels__walked') }}
),

later_steps as (
    select
        steps.funnel,
        walked.hit_number,
        array_agg(walked.reached_us order by steps.required_position) as times

    from walked

    inner join steps
        on walked.path_number = steps.path_number

    where coalesce(walked.reached_us <= walked.entered_us + steps.window_us, true)

    group by
        steps.funnel,
        walked.hit_number
),

entries as (
    select
        steps.funnel,
        steps.window_us,
        events.*

    from events

    inner join steps
        on events.milestone_number = steps.milestone_number

    where steps.required_position = 1
),

with_times as (
    select
        entries.*,
        {{ first_then('entries.reached_us', 'later_steps.times') }} as times

    from entries

    left join later_steps
        on entries.funnel = later_steps.funnel
        and entries.hit_number = later_steps.hit_number
)

select
    funnel,
    unit_number,
    event_source,
    event_id,
    session_id,
    reached_us as entered_us,
    reached_us + window_us as closes_us,
    len(times) as furthest_position,
    false as is_excluded,
    false as is_over,
    times

from with_times
