{{ config(tags=['slice']) }}

with touches as (
    select * from {{ ref('int_touches__listed') }}
),

models as (
    select * from {{ ref('definition_attribution_models') }}
),

-- Places in a journey are the same for all models that pass over the same channel. What
-- removing a channel takes away is changed by anybody's visit.
ways_of_counting as (
    select
        passed_over_channel,
        max(case when rule = 'removal' then 1 else 0 end) as rests_on_all

    from models

    group by passed_over_channel
),

chosen as (
    select
        touches.*,
        ways_of_counting.passed_over_channel,
        coalesce(
            touches.channel <> ways_of_counting.passed_over_channel, true
        ) as is_wanted

    from touches

    cross join ways_of_counting

    where
        ways_of_counting.rests_on_all = 1
        or {{ is_touched('touches.visitor_id') }}
),

-- Where every visit would be passed over, none is.
counted as (
    select
        *,
        is_wanted or not max(is_wanted) over (
            partition by conversion_id, passed_over_channel
        ) as is_counted

    from chosen
)

select
    conversion_id,
    touch_number,
    touches,
    conversion,
    conversion_class,
    visitor_id,
    occurred_at,
    conversion_date,
    value_amount,
    currency,
    has_won_customer,
    session_id,
    started_at,
    seconds_before_conversion,
    channel,
    source,
    medium,
    campaign,
    passed_over_channel,
    is_counted,
    count(case when is_counted then 1 end) over (
        partition by conversion_id, passed_over_channel order by touch_number
    ) as place,
    count(case when is_counted then 1 end) over (
        partition by conversion_id, passed_over_channel
    ) as places,
    count(case when is_counted then 1 end) over (
        partition by conversion_id, passed_over_channel, channel
    ) as places_of_channel,
    min(case when is_counted then seconds_before_conversion end) over (
        partition by conversion_id, passed_over_channel
    ) as seconds_after_last

from counted
