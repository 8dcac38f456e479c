-- A conversion that changes has a row before and a row after. Were both valid on a day,
-- that day's events would be counted by whichever row the join meets first, or twice.
with conversions as (
    select
        conversion,
        valid_from,
        valid_to,
        row_number() over (
            partition by conversion order by valid_from, valid_to, milestone, counting
        ) as row_of_conversion

    from {{ ref('definition_conversions') }}
),

pairs as (
    select
        one.conversion,
        one.valid_from,
        one.valid_to,
        other.valid_from as other_valid_from,
        other.valid_to as other_valid_to

    from conversions as one

    inner join conversions as other
        on one.conversion = other.conversion
        and one.row_of_conversion < other.row_of_conversion
)

select *

from pairs

where
    not coalesce(valid_to < other_valid_from, false)
    and not coalesce(other_valid_to < valid_from, false)
