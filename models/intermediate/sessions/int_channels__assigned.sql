{{ config(tags=['slice']) }}

with sessions as (
    select * from {{ ref('int_sessions__resolved') }}
),

rules as (
    select * from {{ ref('definition_channel_rules') }}
),

-- Rules are tried on distinct combinations: hundreds of rows instead of millions.
combinations as (
    select distinct
        source,
        medium,
        campaign,
        source_category,
        ai_assistant is not null as is_ai_assistant

    from sessions
),

channels as (
    {{ channels_of('combinations', 'rules') }}
)

select
    {{ surrogate_key([
        'source', 'medium', 'campaign', 'source_category', 'is_ai_assistant'
    ]) }} as combination_id,
    *

from channels
