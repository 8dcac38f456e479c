with raw_rows as (
    select
        event_source,
        {{ reporting_date('coalesce(occurred_at, received_at)') }} as event_date,
        count(*) as raw,
        count(rejection_reason) as rejected

    from {{ ref('int_events__checked') }}

    group by
        event_source,
        {{ reporting_date('coalesce(occurred_at, received_at)') }}
),

kept_events as (
    select
        event_source,
        {{ reporting_date('occurred_at') }} as event_date,
        count(*) as kept,
        count(
            case
                when
                    received_at > {{ add_seconds(
                        'occurred_at', var('late_after_hours') * 3600
                    ) }}
                    then 1
            end
        ) as late

    from {{ ref('int_events__cleaned') }}

    group by
        event_source,
        {{ reporting_date('occurred_at') }}
),

joined as (
    select
        raw_rows.*,
        coalesce(kept_events.kept, 0) as kept,
        coalesce(kept_events.late, 0) as late

    from raw_rows

    left join kept_events
        on raw_rows.event_source = kept_events.event_source
        and raw_rows.event_date = kept_events.event_date
),

inputs as (
    select
        event_source,
        event_date,
        count(*) as raw,
        count(case when rejection_reason is null and not is_duplicate then 1 end)
            as kept,
        count(case when is_duplicate then 1 end) as duplicates,
        count(rejection_reason) as rejected

    from {{ ref('int_inputs__checked') }}

    group by
        event_source,
        event_date
)

select
    event_source,
    event_date,
    raw,
    kept,
    raw - kept - rejected as duplicates,
    rejected,
    -- No exclusion is defined yet.
    cast(0 as bigint) as filtered,
    late

from joined

union all

select
    event_source,
    event_date,
    raw,
    kept,
    duplicates,
    rejected,
    cast(0 as bigint) as filtered,
    -- What is told day by day, or after the fact by nature, does not come late.
    cast(0 as bigint) as late

from inputs
