with first_days as (
    select min(session_date) as first_session_date
    from {{ ref('int_sessions__attributed') }}
),

-- The whole history begins with the first session, as in other tables of rates.
conversions as (
    select
        offline_conversions.*,
        cast(date_trunc('month', offline_conversions.conversion_date) as date)
            as month_start,
        coalesce(
            first_days.first_session_date,
            min(offline_conversions.conversion_date) over ()
        ) as first_date

    from {{ ref('offline_conversions') }} as offline_conversions

    cross join first_days
),

-- Each conversion in its month and in the whole history, under its name and under all.
cells as (
    {%- for grain, start, name in [
        ('month', 'month_start', 'conversion_name'),
        ('month', 'month_start', "'all'"),
        ('all', 'first_date', 'conversion_name'),
        ('all', 'first_date', "'all'")
    ] %}
    select
        '{{ grain }}' as period_grain,
        {{ start }} as period_start,
        {{ name }} as conversion_name,
        is_matched,
        matched_by

    from conversions
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

counts as (
    select
        period_grain,
        period_start,
        conversion_name,
        count(*) as offline_conversions,
        count(case when is_matched then 1 end) as matched_conversions,
        count(case matched_by when 'user_id' then 1 end) as matched_by_user_id,
        count(case matched_by when 'transaction_id' then 1 end)
            as matched_by_transaction_id,
        count(case matched_by when 'click_id' then 1 end) as matched_by_click_id,
        count(case matched_by when 'device_id' then 1 end) as matched_by_device_id

    from cells

    group by
        period_grain,
        period_start,
        conversion_name
)

select
    *,
    {{ rate_columns(
        'offline_match_rate', 'matched_conversions', 'offline_conversions'
    ) }}

from counts
