-- Whatever a model gives to one visit it takes from another: credits of a conversion
-- are one conversion, and its value to the last decimal. Only a model that says so
-- gives the whole to all.
with credits as (
    select * from {{ ref('attributed_conversions') }}
),

conversions as (
    select * from {{ ref('conversions') }}
    where conversion_class in ({{ attributed_classes() }})
),

models as (
    select * from {{ ref('definition_attribution_models') }}
),

added_up as (
    select
        attribution_model,
        conversion_id,
        count(*) as visits,
        max(touches) as touches,
        sum(credit) as credit,
        sum(credited_value_amount) as value_amount

    from credits

    group by
        attribution_model,
        conversion_id
),

expected as (
    select
        models.attribution_model,
        models.is_additive,
        conversions.conversion_id,
        conversions.value_amount

    from conversions

    cross join models
),

compared as (
    select
        coalesce(expected.attribution_model, added_up.attribution_model)
            as attribution_model,
        coalesce(expected.conversion_id, added_up.conversion_id) as conversion_id,
        added_up.visits,
        added_up.touches,
        case when expected.is_additive then 1 else added_up.visits end
            as expected_credit,
        added_up.credit,
        expected.value_amount
        * case when expected.is_additive then 1 else added_up.visits end
            as expected_value_amount,
        added_up.value_amount

    from expected

    full outer join added_up
        on expected.attribution_model = added_up.attribution_model
        and expected.conversion_id = added_up.conversion_id
)

select *

from compared

where
    visits is distinct from touches
    or credit is distinct from expected_credit
    or value_amount is distinct from expected_value_amount
