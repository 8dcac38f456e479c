with touches as (
    select * from {{ ref('int_touches__listed') }}
),

models as (
    select * from {{ ref('definition_attribution_models') }}
),

channels as (
    select * from {{ ref('int_channels__removed') }}
),

chosen as (
    select
        touches.*,
        models.*,
        channels.removal_effect,
        coalesce(touches.channel <> models.passed_over_channel, true) as is_wanted

    from touches

    cross join models

    left join channels
        on touches.channel = channels.channel
),

-- Where every visit would be passed over, none is.
counted as (
    select
        *,
        case
            when is_wanted then 1
            when max(is_wanted) over (
                partition by conversion_id, attribution_model
            ) then 0
            else 1
        end as counts

    from chosen
),

placed as (
    select
        *,
        sum(counts) over (
            partition by conversion_id, attribution_model order by touch_number
        ) as place,
        sum(counts) over (partition by conversion_id, attribution_model) as places,
        sum(counts) over (
            partition by conversion_id, attribution_model, channel
        ) as places_of_channel,
        min(case when counts = 1 then seconds_before_conversion end) over (
            partition by conversion_id, attribution_model
        ) as seconds_after_last

    from counted
)

select
    conversion_id,
    attribution_model,
    is_additive,
    touch_number,
    touches,
    conversion,
    conversion_class,
    visitor_id,
    occurred_at,
    conversion_date,
    value_amount,
    currency,
    session_id,
    started_at,
    seconds_before_conversion,
    channel,
    source,
    medium,
    campaign,
    -- Exact decimals: their sums do not depend on the order of rows.
    cast(
        case
            when counts = 0 then 0
            when rule = 'first' then case when place = 1 then 1 else 0 end
            when rule = 'last' then case when place = places then 1 else 0 end
            when rule = 'position' and places = 1 then 1
            when rule = 'position' and place = 1 then first_share
            when rule = 'position' and place = places then last_share
            when rule = 'position'
                then (1 - first_share - last_share) / (places - 2)
            when rule = 'decay'
                then power(
                    2,
                    (seconds_after_last - seconds_before_conversion)
                    / (half_life_days * 86400)
                )
            when rule = 'removal' then removal_effect / places_of_channel
            when rule = 'shapley' then cast(1 as double) / places_of_channel
            else 1
        end as decimal(38, 15)
    ) as weight

from placed
