-- Every session with a page view is one entrance at each grain, in the period of its
-- day and at its page. What became of it is told there.
-- What came before is that of the row of the period before.
with sessions as (
    select
        *,
        date_trunc('week', session_date) as week_start,
        date_trunc('month', session_date) as month_start,
        min(session_date) over () as first_date

    from {{ ref('sessions') }}
),

counted as (
    {%- for grain, start in [
        ('day', 'session_date'), ('week', 'week_start'),
        ('month', 'month_start'), ('all', 'first_date'),
    ] %}
    select
        landing_page_path,
        '{{ grain }}' as period_grain,
        cast({{ start }} as date) as period_start,
        count(*) as entrances,
        sum(case when is_engaged then 1 else 0 end) as engaged_sessions,
        sum(case when has_macro_conversion then 1 else 0 end) as converting_sessions,
        sum(case when page_views = 1 then 1 else 0 end) as single_page_sessions

    from sessions

    where landing_page_path is not null

    group by landing_page_path, cast({{ start }} as date)
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

days as (
    select
        landing_page_path,
        period_start,
        entrances,
        previous_entrances,
        lag(entrances) over (
            partition by landing_page_path order by period_start
        ) as entrances_before,
        lag(period_start) over (
            partition by landing_page_path order by period_start
        ) as day_before

    from {{ ref('landing_pages') }}

    where period_grain = 'day'
)

select
    coalesce(pages.landing_page_path, counted.landing_page_path) as landing_page_path,
    coalesce(pages.period_start, counted.period_start) as period_start,
    pages.entrances,
    counted.entrances as entrances_counted

from {{ ref('landing_pages') }} as pages

full outer join counted
    on pages.landing_page_path = counted.landing_page_path
    and pages.period_grain = counted.period_grain
    and pages.period_start = counted.period_start

where
    pages.entrances is distinct from counted.entrances
    or pages.engaged_sessions is distinct from counted.engaged_sessions
    or pages.converting_sessions is distinct from counted.converting_sessions
    or pages.single_page_sessions is distinct from counted.single_page_sessions

union all

select
    landing_page_path,
    period_start,
    previous_entrances as entrances,
    entrances_before as entrances_counted

from days

where
    day_before = period_start - 1
    and previous_entrances is distinct from entrances_before
