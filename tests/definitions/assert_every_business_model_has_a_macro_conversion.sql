-- A business model with steps but no result has a conversion rate of nothing at all.
-- Conversions that all models share count for each of them.
with conversions as (
    select
        business_model,
        conversion_class = 'macro' as is_macro

    from {{ ref('definition_conversions') }}
),

business_models as (
    select distinct business_model
    from conversions
),

macro_conversions as (
    select distinct business_model
    from conversions
    where is_macro
)

select business_models.business_model

from business_models

left join macro_conversions
    on macro_conversions.business_model in (business_models.business_model, 'all')

where macro_conversions.business_model is null
