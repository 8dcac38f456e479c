-- A session without a channel drops out of every breakdown, and a channel that its own
-- model does not know cannot be traced to a rule.
with sessions as (
    select * from {{ ref('sessions') }}
),

project_channels as (
    select distinct channel
    from {{ ref('definition_channel_rules') }}
    where applies_to in ('project', 'both')
),

ga4_channels as (
    select distinct channel
    from {{ ref('definition_channel_rules') }}
    where applies_to in ('ga4', 'both')
)

select
    sessions.session_id,
    sessions.channel,
    sessions.channel_ga4

from sessions

left join project_channels
    on sessions.channel = project_channels.channel

left join ga4_channels
    on sessions.channel_ga4 = ga4_channels.channel

where
    project_channels.channel is null
    or ga4_channels.channel is null
