with channels as (
    select * from {{ ref('int_channels__removed') }}
),

touches as (
    select * from {{ ref('int_touches__listed') }}
),

channels_of_journeys as (
    select distinct
        conversion_id,
        channel

    from touches
),

with_sizes as (
    select
        *,
        count(*) over (partition by conversion_id) as channels

    from channels_of_journeys
),

journeys_of_a_size as (
    select
        channel,
        channels,
        count(*) as conversions

    from with_sizes

    group by
        channel,
        channels
),

-- The Shapley value of a game in which a set of channels is worth the conversions whose
-- journeys use no others: each conversion is shared equally by the channels it needs.
shared as (
    select
        channel,
        sum(conversions) as touched_conversions,
        sum(
            cast(
                round(cast(conversions as double) / channels, 12) as decimal(30, 12)
            )
        ) as shapley_conversions

    from journeys_of_a_size

    group by channel
),

totals as (
    select count(distinct conversion_id) as conversions
    from touches
)

select
    channels.channel,
    cast(coalesce(shared.touched_conversions, 0) as bigint) as touched_conversions,
    channels.journey_conversion_rate,
    channels.rate_without_channel,
    channels.removal_effect,
    channels.removal_share,
    cast(
        cast(totals.conversions as decimal(18, 0)) * channels.removal_share
        as decimal(30, 12)
    ) as markov_conversions,
    cast(coalesce(shared.shapley_conversions, 0) as decimal(30, 12))
        as shapley_conversions

from channels

cross join totals

left join shared
    on channels.channel = shared.channel
