-- Spellings of one site in two categories split its visits over two channels, by the
-- host that a visitor happened to come through and by nothing else.
with categories as (
    select * from {{ ref('definition_source_categories') }}
)

select
    lower(trim(source_name)) as source_name,
    min(source_category) as first_category,
    max(source_category) as last_category

from categories

group by lower(trim(source_name))

having count(distinct source_category) > 1
