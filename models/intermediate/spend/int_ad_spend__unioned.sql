select * from {{ ref('stg_generic__ad_spend') }}

union all

select * from {{ ref('stg_google__ad_spend') }}

union all

select * from {{ ref('stg_meta__ad_spend') }}
