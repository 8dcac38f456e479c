-- A conversion outside the dates of its definition is counted by a rule that nobody had
-- agreed on yet, or no longer.
with conversions as (
    select * from {{ ref('conversions') }}
),

definitions as (
    select * from {{ ref('definition_conversions') }}
)

select
    conversions.conversion_id,
    conversions.conversion,
    conversions.conversion_class,
    conversions.conversion_date

from conversions

left join definitions
    on conversions.conversion = definitions.conversion
    and conversions.conversion_class = definitions.conversion_class
    and not coalesce(conversions.conversion_date < definitions.valid_from, false)
    and not coalesce(conversions.conversion_date > definitions.valid_to, false)

where definitions.conversion is null
