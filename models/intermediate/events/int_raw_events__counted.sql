{{ config(materialized='incremental', incremental_strategy='append') }}

select
    {{ build_started_at() }} as loaded_at,
    event_source,
    {{ reporting_date('coalesce(occurred_at, received_at)') }} as event_date,
    count(*) as raw,
    count(case when rejection_reason != 'forgotten' then 1 end) as rejected,
    count(case when rejection_reason = 'forgotten' then 1 end) as forgotten

from {{ loaded(ref('int_events__checked')) }}

group by
    event_source,
    {{ reporting_date('coalesce(occurred_at, received_at)') }}
