{{ config(tags=['slice']) }}

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

exclusions as (
    select * from {{ ref('int_funnel_exclusions__dated') }}
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

attempts as (
    select
        entries.*,
        entries.reached_us as entered_us,
        entries.reached_us + entries.window_us as closes_us,
        {{ first_then('entries.reached_us', 'later_steps.times') }} as times

    from entries

    left join later_steps
        on entries.funnel = later_steps.funnel
        and entries.hit_number = later_steps.hit_number
)

select
    attempts.funnel,
    attempts.unit_number,
    attempts.event_source,
    attempts.event_id,
    attempts.session_id,
    attempts.entered_us,
    attempts.closes_us,
    len(attempts.times) as furthest_position,
    -- Exclusions of these funnels begin with the entry.
    {{ excludes('exclusions.exclusions', 'attempts') }} as is_excluded,
    false as is_over,
    attempts.times

from attempts

left join exclusions
    on attempts.funnel = exclusions.funnel
    and attempts.unit_number = exclusions.unit_number
    and attempts.entered_us = exclusions.began_us
