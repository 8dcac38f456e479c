-- Who did and who did not are everybody: a rate and its complement share a denominator,
-- and their numerators add up to it.
with rates as (
    select * from {{ ref('business_rates') }}
),

definitions as (
    select * from {{ ref('definition_rates') }}
),

pairs as (
    select
        done.rate as rate_name,
        undone.rate as complement_name

    from definitions as done

    inner join definitions as undone
        on done.numerator = undone.numerator
        and done.denominator = undone.denominator
        and done.unit = undone.unit
        and done.within_seconds is not distinct from undone.within_seconds
        and not done.is_complement
        and undone.is_complement
),

rates_with_pairs as (
    select
        pairs.complement_name,
        rates.*

    from pairs

    inner join rates
        on pairs.rate_name = rates.rate_name
),

complements as (
    select
        pairs.rate_name as whole_name,
        rates.*

    from pairs

    inner join rates
        on pairs.complement_name = rates.rate_name
)

select
    coalesce(rates_with_pairs.rate_name, complements.whole_name) as rate_name,
    coalesce(rates_with_pairs.complement_name, complements.rate_name)
        as complement_name,
    rates_with_pairs.numerator,
    complements.numerator as complement_numerator,
    rates_with_pairs.denominator,
    complements.denominator as complement_denominator

from rates_with_pairs

full outer join complements
    on rates_with_pairs.rate_name = complements.whole_name
    and rates_with_pairs.complement_name = complements.rate_name
    and {{ same_period('rates_with_pairs', 'complements') }}

where
    rates_with_pairs.denominator is distinct from complements.denominator
    or rates_with_pairs.is_mature is distinct from complements.is_mature
    or rates_with_pairs.numerator + complements.numerator
    is distinct from rates_with_pairs.denominator
