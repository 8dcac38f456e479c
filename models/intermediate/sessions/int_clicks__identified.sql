{{ config(materialized='table', tags=['slice']) }}

with sessions as (
    select * from {{ ref('int_sessions__summarised') }}
),

click_ids as (
    select * from {{ ref('definition_click_ids') }}
),

-- Parameters are looked up once for all sessions that landed with the same ones.
landings as (
    select distinct landing_parameters
    from sessions
    where landing_parameters is not null
),

matches as (
    select
        landings.landing_parameters,
        click_ids.source,
        click_ids.medium,
        click_ids.campaign,
        click_ids.is_click_id,
        position(
            '&' || lower(click_ids.parameter) || '&'
            in '&' || landings.landing_parameters || '&'
        ) as place

    from landings

    cross join click_ids
),

-- A parameter that says how the visit came tells more than one that names the site
-- alone, and one that belongs to a single click more than one that many links carry.
ranked as (
    select
        *,
        row_number() over (
            partition by landing_parameters
            order by
                case when medium is null then 1 else 0 end,
                case when is_click_id then 0 else 1 end,
                place
        ) as match_number

    from matches

    where place > 0
)

select
    landing_parameters,
    source as click_source,
    medium as click_medium,
    campaign as click_campaign

from ranked

where match_number = 1
