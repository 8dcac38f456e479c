-- Whoever asked to be forgotten is in no table, however late a row of theirs arrives.
with events as (
    select
        *,
        cast(null as {{ dbt.type_string() }}) as raw_row

    from {{ ref('int_events__cleaned') }}
)

select
    events.event_source,
    events.event_id

from events

{{ forgotten_joins('events') }}

where {{ is_forgotten('events') }}
