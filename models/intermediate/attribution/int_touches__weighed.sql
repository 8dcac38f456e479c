{{ config(tags=['slice']) }}

with placed as (
    select * from {{ ref('int_touches__placed') }}
),

models as (
    select * from {{ ref('definition_attribution_models') }}
),

channels as (
    select * from {{ ref('int_channels__removed') }}
)

select
    placed.conversion_id,
    models.attribution_model,
    models.is_additive,
    placed.touch_number,
    placed.touches,
    placed.conversion,
    placed.conversion_class,
    placed.visitor_id,
    placed.occurred_at,
    placed.conversion_date,
    placed.value_amount,
    placed.currency,
    placed.has_won_customer,
    placed.session_id,
    placed.started_at,
    placed.seconds_before_conversion,
    placed.channel,
    placed.source,
    placed.medium,
    placed.campaign,
    -- Exact decimals: their sums do not depend on the order of rows.
    cast(
        case
            when not placed.is_counted then 0
            when models.rule = 'first'
                then case when placed.place = 1 then 1 else 0 end
            when models.rule = 'last'
                then case when placed.place = placed.places then 1 else 0 end
            when models.rule = 'position' and placed.places = 1 then 1
            when models.rule = 'position' and placed.place = 1 then models.first_share
            when models.rule = 'position' and placed.place = placed.places
                then models.last_share
            when models.rule = 'position'
                then (1 - models.first_share - models.last_share) / (placed.places - 2)
            when models.rule = 'decay'
                then power(
                    2,
                    (placed.seconds_after_last - placed.seconds_before_conversion)
                    / (models.half_life_days * 86400)
                )
            when models.rule = 'removal'
                then channels.removal_effect / placed.places_of_channel
            when models.rule = 'shapley'
                then cast(1 as double) / placed.places_of_channel
            else 1
        end as decimal(38, 15)
    ) as weight

from placed

inner join models
    on placed.passed_over_channel is not distinct from models.passed_over_channel

left join channels
    on placed.channel = channels.channel

where
    models.rule = 'removal'
    or {{ is_touched('placed.visitor_id') }}
