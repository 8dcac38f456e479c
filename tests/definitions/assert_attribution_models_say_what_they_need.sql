-- A half-life for models that do not decay would be read by nobody, and shares above
-- one would take from the visits between. A channel that no rule gives is never passed
-- over, and one that is called like the end of a journey would be mistaken for it.
with models as (
    select * from {{ ref('definition_attribution_models') }}
),

channels as (
    select distinct channel from {{ ref('definition_channel_rules') }}
),

checked as (
    select
        models.attribution_model,
        case
            when (models.rule = 'decay') <> (models.half_life_days is not null)
                then 'half_life_days belongs to the rule decay'
            when models.half_life_days <= 0 then 'half_life_days is not positive'
            when
                (models.rule = 'position') <> (models.first_share is not null)
                or (models.rule = 'position') <> (models.last_share is not null)
                then 'first_share and last_share belong to the rule position'
            when models.first_share <= 0 or models.last_share <= 0
                then 'a share is not positive'
            when models.first_share + models.last_share > 1
                then 'first_share and last_share are more than the whole'
            when models.is_additive = (models.rule = 'every')
                then 'is_additive is false for the rule every and for no other'
            when models.passed_over_channel is not null and channels.channel is null
                then 'no rule gives passed_over_channel'
        end as problem

    from models

    left join channels
        on models.passed_over_channel = channels.channel
)

select
    attribution_model as mistaken,
    problem

from checked

where problem is not null

union all

select
    channel as mistaken,
    'the channel is called like a state of journeys' as problem

from channels

where channel in ('(start)', '(conversion)', '(null)')
