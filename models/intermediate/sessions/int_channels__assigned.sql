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

matches as (
    select
        combinations.*,
        rules.priority,
        rules.applies_to,
        rules.channel

    from combinations

    inner join rules
        on {{ matches_pattern('combinations.source', 'rules.source_pattern') }}
        and {{ matches_pattern('combinations.medium', 'rules.medium_pattern') }}
        and {{ matches_pattern('combinations.campaign', 'rules.campaign_pattern') }}
        and (
            rules.source_category is null
            or combinations.source_category = rules.source_category
        )
        and (
            rules.is_ai_assistant is null
            or combinations.is_ai_assistant = rules.is_ai_assistant
        )
),

first_matches as (
    select
        source,
        medium,
        campaign,
        source_category,
        is_ai_assistant,
        {{ first_by(
            "case when applies_to in ('both', 'ga4') then channel end", 'priority'
        ) }} as channel_ga4,
        {{ first_by(
            "case when applies_to in ('both', 'project') then channel end", 'priority'
        ) }} as channel

    from matches

    group by
        source,
        medium,
        campaign,
        source_category,
        is_ai_assistant
)

select
    {{ surrogate_key([
        'source', 'medium', 'campaign', 'source_category', 'is_ai_assistant'
    ]) }} as combination_id,
    *

from first_matches
