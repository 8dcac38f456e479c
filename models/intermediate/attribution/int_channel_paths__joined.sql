with touches as (
    select
        *,
        lag(channel) over (
            partition by conversion_id order by touch_number
        ) as channel_before

    from {{ ref('int_touches__listed') }}
),

-- Visits in a row through one channel are one step.
steps as (
    select
        *,
        case when coalesce(channel <> channel_before, true) then channel end as step

    from touches
)

select
    conversion_id,
    conversion,
    conversion_class,
    conversion_date,
    value_amount,
    currency,
    has_won_customer,
    touches,
    max(seconds_before_conversion) as seconds_to_conversion,
    {{ dbt.listagg('step', "' > '", 'order by touch_number') }} as channel_path,
    count(step) as channel_steps,
    max(case when touch_number = 1 then channel end) as opening_channel,
    max(case when touch_number = touches then channel end) as closing_channel

from steps

group by
    conversion_id,
    conversion,
    conversion_class,
    conversion_date,
    value_amount,
    currency,
    has_won_customer,
    touches
