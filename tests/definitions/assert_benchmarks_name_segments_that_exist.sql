-- A benchmark for the channel Paid search waits for ever, for the rules call it Paid
-- Search: nothing fails, the comparison is just not there.
with benchmarks as (
    select * from {{ ref('benchmark_rates') }}
),

named_segments as (
    select
        benchmark_id,
        dimension,
        dimension_value

    from benchmarks

    union all

    select
        benchmark_id,
        reference_dimension as dimension,
        reference_dimension_value as dimension_value

    from benchmarks
),

known_segments as (
    select
        'channel' as dimension,
        channel as dimension_value

    from {{ ref('definition_channel_rules') }}

    where applies_to in ('project', 'both')

    union distinct

    select
        'ai_assistant' as dimension,
        ai_assistant as dimension_value

    from {{ ref('definition_ai_assistants') }}
)

select named_segments.*

from named_segments

left join known_segments
    on named_segments.dimension = known_segments.dimension
    and named_segments.dimension_value = known_segments.dimension_value

where
    named_segments.dimension in ('channel', 'ai_assistant')
    and known_segments.dimension is null
