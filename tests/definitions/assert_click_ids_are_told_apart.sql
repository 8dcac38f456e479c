-- Parameters are compared without regard to capital letters, so two spellings of one
-- are two rows for one click. Sources, media and campaigns in other letters than those
-- of sessions would make a second google. A blank or a sign of a URL in a name is
-- never found.
with click_ids as (
    select
        *,
        count(*) over (partition by lower(parameter)) as spellings

    from {{ ref('definition_click_ids') }}
)

select
    parameter,
    source,
    medium,
    spellings

from click_ids

where
    spellings > 1
    or source <> lower(trim(source))
    or medium <> lower(trim(medium))
    or campaign <> lower(trim(campaign))
    or position(' ' in parameter) > 0
    or position('=' in parameter) > 0
    or position('&' in parameter) > 0
