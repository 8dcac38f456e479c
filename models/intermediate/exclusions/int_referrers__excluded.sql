{{ config(materialized='table', tags=['slice']) }}

with events as (
    select distinct
        source,
        referrer_url

    from {{ touched(ref('int_events__identified')) }}
),

exclusions as (
    select * from {{ ref('definition_referral_exclusions') }}
),

referrers as (
    select lower(trim(source)) as referrer
    from events

    union distinct

    select {{ url_host('referrer_url') }} as referrer
    from events
)

select
    referrers.referrer,
    max(case when exclusions.kind = 'own_site' then 1 else 0 end) = 1 as is_own_site

from referrers

inner join exclusions
    on {{ matches_site('referrers.referrer', 'exclusions.host') }}

group by referrers.referrer
