{{ config(materialized='incremental', incremental_strategy='append') }}

select
    event_source,
    event_id,
    event_name,
    occurred_at,
    received_at,
    rejection_reason,
    raw_row

from {{ loaded(ref('int_events__checked')) }}

where rejection_reason != 'forgotten'
