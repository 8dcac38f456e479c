{{ config(materialized='table', tags=['slice']) }}

with user_agents as (
    select distinct user_agent
    from {{ arrived(ref('int_events__cleaned'), ['event_source', 'event_id']) }}
    where user_agent is not null
),

bots as (
    select * from {{ ref('definition_bots') }}
),

-- The longest pattern says most.
matches as (
    select
        user_agents.user_agent,
        bots.bot,
        bots.category as bot_category,
        bots.is_ai_crawler,
        row_number() over (
            partition by user_agents.user_agent
            order by length(bots.bot_pattern) desc, bots.bot_pattern
        ) as match_number

    from user_agents

    inner join bots
        on {{ matches_bot(
            'user_agents.user_agent', 'bots.bot_pattern', 'bots.match_type'
        ) }}
)

select
    user_agent,
    bot,
    bot_category,
    is_ai_crawler

from matches

where match_number = 1
