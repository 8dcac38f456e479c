-- Sources are compared in lower case and without spaces around them, so a pattern that
-- is written otherwise fits nothing, and nothing says so.
with categories as (
    select * from {{ ref('definition_source_categories') }}
),

assistants as (
    select * from {{ ref('definition_ai_assistants') }}
),

patterns as (
    select
        'definition_source_categories' as seed,
        source_pattern as pattern

    from categories

    union all

    select
        'definition_ai_assistants' as seed,
        match_value as pattern

    from assistants
)

select *

from patterns

where
    pattern is distinct from lower(trim(pattern))
    or pattern like 'www.%'
