with conversions as (
    select * from {{ ref('int_conversions__counted') }}
),

definitions as (
    select * from {{ ref('definition_conversions') }}
),

roles as (
    select * from {{ ref('definition_roles') }}
    where role = 'customer_won'
),

winning as (
    select distinct definitions.conversion
    from definitions
    inner join roles
        on definitions.milestone = roles.milestone
),

numbered as (
    select
        conversions.*,
        row_number() over (
            partition by conversions.visitor_id
            order by conversions.occurred_at, conversions.conversion_id
        ) as conversion_number

    from conversions

    inner join winning
        on conversions.conversion = winning.conversion
)

select
    visitor_id,
    conversion_id,
    conversion,
    occurred_at

from numbered

where conversion_number = 1
