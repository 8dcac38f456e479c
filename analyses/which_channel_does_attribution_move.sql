-- Which channels look better by one attribution model than by another? What first_touch
-- credits more than last_touch makes people aware; the other way round, it is there
-- when they decide. Change the conversion to ask about another one.
with credits as (
    select * from {{ ref('channel_attribution') }}
    where
        conversion = 'any_macro'
        and period_grain = 'all'
        and dimension = 'channel'
),

side_by_side as (
    select
        dimension_value as channel,
        sum(
            case when attribution_model = 'first_touch' then credited_conversions end
        ) as first_touch,
        sum(
            case when attribution_model = 'last_touch' then credited_conversions end
        ) as last_touch,
        sum(
            case
                when attribution_model = 'last_non_direct' then credited_conversions
            end
        ) as last_non_direct,
        sum(
            case when attribution_model = 'linear' then credited_conversions end
        ) as linear,
        sum(
            case when attribution_model = 'markov' then credited_conversions end
        ) as markov,
        sum(
            case when attribution_model = 'shapley' then credited_conversions end
        ) as shapley

    from credits

    group by dimension_value
)

select
    *,
    first_touch - last_touch as first_less_last_touch

from side_by_side

order by
    first_touch - last_touch desc,
    channel asc
