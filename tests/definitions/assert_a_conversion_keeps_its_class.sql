-- Rates over several months have one row per conversion, and that row has one class. A
-- conversion that turns from micro to macro needs a new name, or the row is doubled.
with conversions as (
    select * from {{ ref('definition_conversions') }}
)

select
    conversion,
    count(distinct conversion_class) as classes

from conversions

group by conversion

having count(distinct conversion_class) > 1
