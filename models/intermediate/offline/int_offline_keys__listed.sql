with conversions as (
    select * from {{ ref('int_offline_conversions__checked') }}
    where
        rejection_reason is null
        and not is_duplicate
),

-- In the order of how surely they name the visitor of just this conversion: a login is
-- a person, an order number one order, a click one visit, a device whoever holds it.
keys as (
    {%- for key_type, column in offline_keys().items() %}
    select
        event_id,
        occurred_at,
        '{{ key_type }}' as key_type,
        {{ loop.index }} as key_number,
        {{ column }} as key_value

    from conversions
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
)

select * from keys
where key_value is not null
