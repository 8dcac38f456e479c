-- Values are added up, and 100 EUR plus 100 JPY is not 200 of anything: where they mix,
-- sums are null. Convert them in the source; each row is one currency found.
{{ config(severity='warn') }}

with conversions as (
    select * from {{ ref('conversions') }}
),

currencies as (
    select
        currency,
        count(*) as conversions,
        min(occurred_at) as first_at,
        max(occurred_at) as last_at

    from conversions

    where
        value_amount is not null
        and currency is not null

    group by currency
),

with_number as (
    select
        *,
        count(*) over () as currencies

    from currencies
)

select *

from with_number

where currencies > 1
