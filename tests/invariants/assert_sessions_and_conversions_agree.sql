-- Flags and values of a session are read far more often than the conversions behind
-- them; a wrong flag makes the session rate disagree with the list of conversions.
with sessions as (
    select * from {{ ref('sessions') }}
),

conversions as (
    select * from {{ ref('conversions') }}
),

counted as (
    select
        session_id,
        count(case when conversion_class = 'macro' then 1 end) as macro_conversions,
        count(case when conversion_class = 'micro' then 1 end) as micro_conversions,
        count(distinct currency) as currencies,
        coalesce(sum(value_amount), 0) as value_amount

    from conversions

    group by session_id
)

select
    coalesce(sessions.session_id, counted.session_id) as session_id,
    sessions.has_macro_conversion,
    counted.macro_conversions,
    sessions.has_micro_conversion,
    counted.micro_conversions,
    sessions.conversion_value_amount,
    counted.value_amount

from sessions

full outer join counted
    on sessions.session_id = counted.session_id

where
    sessions.has_macro_conversion
    is distinct from coalesce(counted.macro_conversions > 0, false)
    or sessions.has_micro_conversion
    is distinct from coalesce(counted.micro_conversions > 0, false)
    or sessions.conversion_value_amount is distinct from case
        when coalesce(counted.currencies, 0) <= 1
            then coalesce(counted.value_amount, 0)
    end
