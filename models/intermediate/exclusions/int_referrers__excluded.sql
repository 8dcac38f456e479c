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

select distinct referrers.referrer

from referrers

inner join exclusions
    on {{ matches_site('referrers.referrer', 'exclusions.host') }}
