with conversions as (
    select * from {{ ref('int_conversions__counted') }}
    where conversion_class = 'macro'
),

-- An event that counts as two conversions is worth its amount once.
events as (
    select
        session_id,
        event_source,
        event_id,
        max(currency) as currency,
        max(value_amount) as value_amount

    from conversions

    group by
        session_id,
        event_source,
        event_id
)

select
    session_id,
    min(currency) as lowest_currency,
    max(currency) as highest_currency,
    {{ as_amount('sum(value_amount)') }} as value_amount

from events

group by session_id
