-- depends_on: {{ source('segment', 'calls') }}
with {{ segment_calls() }},

-- A track call is a row of tracks, and one of the table of its event with the same id.
-- The two are one event. A loader may bring a call twice: then tracks has copies too.
tracks as (
    select *
    from calls
    where table_name = 'tracks'
    qualify row_number() over (
        partition by event_id
        order by received_at asc nulls last, raw_row asc
    ) = 1
),

detailed as (
    select
        -- The name as it was sent may stand in tracks alone.
        coalesce(tracks.event_name, calls.event_name) as event_name,
        {%- for column in event_columns()
            if column not in ['event_name', 'properties'] %}
        coalesce(calls.{{ column }}, tracks.{{ column }}) as {{ column }},
        {%- endfor %}
        calls.properties,
        calls.raw_row

    from calls

    left join tracks
        on calls.event_id = tracks.event_id

    where calls.table_name != 'tracks'
),

detailed_ids as (
    select distinct event_id from detailed
),

-- The table of an event may have been left out of the export, or be loaded later.
undetailed as (
    select
        {%- for column in event_columns() %}
        calls.{{ column }},
        {%- endfor %}
        calls.raw_row

    from calls

    left join detailed_ids
        on calls.event_id = detailed_ids.event_id

    where
        calls.table_name = 'tracks'
        and detailed_ids.event_id is null
),

renamed as (
    select * from detailed

    union all by name

    select * from undetailed
)

{{ conform_events('segment', ['renamed'], ['page_view', 'screen_view']) }}
