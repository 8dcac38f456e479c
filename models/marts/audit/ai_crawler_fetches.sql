with filtered as (
    select
        *,
        {{ url_path('page_url') }} as page_path

    from {{ ref('int_events__filtered') }}

    where is_ai_crawler
),

counts as (
    select
        {{ reporting_date('occurred_at') }} as fetch_date,
        bot as ai_crawler,
        coalesce(page_path, '(not set)') as page_path,
        count(*) as fetches,
        min(occurred_at) as first_fetched_at,
        max(occurred_at) as last_fetched_at

    from filtered

    group by
        {{ reporting_date('occurred_at') }},
        bot,
        coalesce(page_path, '(not set)')
)

select
    {{ surrogate_key(['fetch_date', 'ai_crawler', 'page_path']) }} as fetch_id,
    fetch_date,
    first_fetched_at,
    last_fetched_at,
    ai_crawler,
    page_path,
    fetches

from counts
