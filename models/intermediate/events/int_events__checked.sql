{{ config(
    materialized='view_with_slice',
    tags=['loaded'],
    meta={'is_slice_stored': true}
) }}

with events as (
    select * from {{ ref('int_events__unioned') }}
),

judged_events as (
    select
        events.*,
        case
            when {{ is_forgotten('events') }} then 'forgotten'
            else {{ rejection_reason('events') }}
        end as rejection_reason

    from events

    {{ forgotten_joins('events') }}
)

-- The row as it came goes on only where somebody may ask for it.
select
    {{ contract_columns('judged_events') }},
    rejection_reason,
    case when rejection_reason != 'forgotten' then raw_row end as raw_row

from judged_events
