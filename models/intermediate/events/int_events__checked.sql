{{ config(
    materialized='view_with_slice',
    tags=['loaded'],
    meta={'is_slice_stored': true}
) }}

with events as (
    select * from {{ ref('int_events__unioned') }}
)

select
    events.*,
    case
        when {{ is_forgotten('events') }} then 'forgotten'
        else {{ rejection_reason('events') }}
    end as rejection_reason

from events

{{ forgotten_joins('events') }}
