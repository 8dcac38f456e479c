-- Without a last rule that fits everything some sessions get no channel; with such a
-- rule further up, the rules after it are dead. Both channel models need just one end.
with models as (
    select 'ga4' as channel_model
    union all
    select 'project' as channel_model
),

rules as (
    select
        priority,
        applies_to,
        channel,
        coalesce(
            source_pattern,
            source_category,
            medium_pattern,
            campaign_pattern,
            cast(is_ai_assistant as {{ dbt.type_string() }})
        ) is null as is_catch_all

    from {{ ref('definition_channel_rules') }}
),

rules_per_model as (
    select
        models.channel_model,
        rules.priority,
        rules.channel,
        rules.is_catch_all,
        row_number() over (
            partition by models.channel_model order by rules.priority desc
        ) = 1 as is_last

    from models

    left join rules
        on rules.applies_to in (models.channel_model, 'both')
)

select *

from rules_per_model

where is_catch_all is distinct from is_last
