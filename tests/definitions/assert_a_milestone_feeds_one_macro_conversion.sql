-- One order that two macro conversions count is two results in every total of their
-- rows. Conversions may take turns: only validity that overlaps is wrong.
with macro_conversions as (
    select
        conversion,
        milestone,
        valid_from,
        valid_to

    from {{ ref('definition_conversions') }}

    where conversion_class = 'macro'
),

pairs as (
    select
        one.milestone,
        one.conversion,
        other.conversion as other_conversion,
        one.valid_from,
        one.valid_to,
        other.valid_from as other_valid_from,
        other.valid_to as other_valid_to

    from macro_conversions as one

    inner join macro_conversions as other
        on one.milestone = other.milestone
        and one.conversion < other.conversion
)

select *

from pairs

where
    not coalesce(valid_to < other_valid_from, false)
    and not coalesce(other_valid_to < valid_from, false)
