{{ config(materialized='table', tags=['slice']) }}

with sessions as (
    select * from {{ ref('int_sessions__summarised') }}
),

categories as (
    select * from {{ ref('definition_source_categories') }}
),

assistants as (
    select * from {{ ref('definition_ai_assistants') }}
),

named_sources as (
    select tracker_source as source from sessions
    union distinct
    select utm_source as source from sessions
    union distinct
    select referrer_host as source from sessions
    union distinct
    select click_source as source from {{ ref('int_clicks__identified') }}
),

identified as (
    {{ identified_sources('named_sources', 'categories', 'assistants') }}
)

select * from identified
