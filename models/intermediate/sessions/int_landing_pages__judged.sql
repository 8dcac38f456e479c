{{ config(tags=['slice']) }}

with pages as (
    select distinct landing_page_path
    from {{ touched(ref('int_sessions__attributed')) }}
    where
        channel = '{{ var("dark_ai_channel") }}'
        and landing_page_path is not null
),

bookmarks as (
    select * from {{ ref('definition_bookmarked_pages') }}
),

bookmarked_pages as (
    select distinct pages.landing_page_path

    from pages

    inner join bookmarks
        on pages.landing_page_path like bookmarks.page_path_pattern
)

select
    pages.landing_page_path,
    {{ path_depth('pages.landing_page_path') }} as path_depth,
    bookmarked_pages.landing_page_path is not null as is_bookmarked

from pages

left join bookmarked_pages
    on pages.landing_page_path = bookmarked_pages.landing_page_path
