"""Sample files of the optional inputs, and the truth about them.

They are drawn from the events that were written before, by a hash of a key and the
seed, so the events stay what they are. The shop has a call centre and a showroom:

    offline_conversions/  calls and sales of people who looked at a product, told by
                          login, by order or device number, or by a click id that the
                          site never saw
    ad_spend/             the paid campaigns by day, at a price per tagged page view
    ai_visibility/        four prompts to four assistants, twenty times every Monday

One row of each kind is broken, and one offline conversion comes twice.
"""

from pathlib import Path

import duckdb

FILES = {
    "offline_conversions": ("sample_conversions.csv", "(format csv, header)"),
    "ad_spend": ("sample_spend.parquet", "(format parquet)"),
    "ai_visibility": ("sample_answers.ndjson", "(format json)"),
}

# The macro lot draws a number from 0 to 999, another one for every seed.
EVENTS = """
create macro lot(key) as
    cast(md5_number_lower(concat(key, ' ', {seed})) % 1000 as integer);

create table web_events as
select distinct
    event_id, event_name, occurred_at, device_id, user_id, transaction_id, page_url
from read_parquet('{folder}/web_2026_*.parquet', union_by_name = true)
where
    event_id is not null and event_name is not null and device_id is not null
    and occurred_at <= received_at
"""

# A buyer is told by one key. Nobody buys after the last event of the data.
BUYERS = """
create table buyers as
with devices as (
    select
        device_id,
        max(user_id) as user_id,
        max(transaction_id) filter (event_name = 'purchase') as transaction_id,
        max(occurred_at) + interval 1 hour * (1 + lot('hours ' || device_id) % 200)
            as occurred_at
    from web_events
    group by device_id
    having bool_or(event_name = 'view_item')
)

select
    *,
    case
        when lot('key ' || device_id) < 200 then 'click_id'
        when user_id is not null then 'user_id'
        when transaction_id is not null then 'transaction_id'
        else 'device_id'
    end as told_by,
    lot('name ' || device_id) < 400 as is_call
from devices
where
    lot(device_id) < 60
    and occurred_at < (select max(occurred_at) from web_events)
"""

OFFLINE_CONVERSIONS = """
create table offline_conversions as
with conversions as (
    select
        printf('%06d', row_number() over (order by occurred_at, device_id))
            as conversion_id,
        if(is_call, 'phone_call', 'offline_purchase') as conversion_name,
        strftime(occurred_at, '%Y-%m-%dT%H:%M:%SZ') as occurred_at,
        if(told_by = 'user_id', user_id, null) as user_id,
        if(told_by = 'transaction_id', transaction_id, null) as transaction_id,
        if(told_by = 'click_id', 'unseen ' || device_id, null) as click_id,
        if(told_by = 'device_id', device_id, null) as device_id,
        if(is_call, null, 20 + lot('value ' || device_id) // 4) as value,
        if(is_call, null, 'EUR') as currency,
        if(
            is_call,
            '{"duration_seconds": ' || lot('seconds ' || device_id) % 300 || '}',
            null
        ) as properties
    from buyers
)

select * from conversions

union all

(select * from conversions order by conversion_id limit 1)

union all by name

select
    'broken' as conversion_id,
    'phone_call' as conversion_name,
    'noon' as occurred_at,
    'nobody' as user_id

order by conversion_id
"""

AD_SPEND = """
create table ad_spend as
with tagged as (
    select
        event_id,
        cast(occurred_at as date) as date,
        lower(regexp_extract(page_url, 'utm_source=([^&]*)', 1)) as source,
        lower(regexp_extract(page_url, 'utm_medium=([^&]*)', 1)) as medium,
        lower(regexp_extract(page_url, 'utm_campaign=([^&]*)', 1)) as campaign
    from web_events
    where event_name = 'page_view' and page_url like '%utm_campaign=%'
),

spend as (
    select
        date,
        source || '_ads' as platform,
        'Shop' as account,
        campaign,
        source,
        medium,
        cast(sum(0.20 + 0.001 * lot(event_id)) as decimal(18, 2)) as cost,
        'EUR' as currency,
        cast(sum(15 + lot(event_id) % 50) as bigint) as impressions,
        -- One click in nine never arrives at the site.
        count(*) + count(*) // 8 as clicks
    from tagged
    where medium in ('cpc', 'paid_social', 'display')
    group by all
)

select * from spend

union all by name

select date '2026-07-01' as date, 'google_ads' as platform, -1 as cost,
    'EUR' as currency

order by all
"""

AI_VISIBILITY = """
create table ai_visibility as
with readings as (
    select
        cast(days.monday as date) as date,
        platforms.platform,
        prompts.prompt,
        brands.brand,
        lot(concat(days.monday, platform, prompt, brand)) % 12 as cited,
        20 as sample_size
    from range(
        timestamp '2026-07-06', timestamp '2026-10-01', interval 7 days
    ) as days(monday)
    cross join (
        select unnest(['ChatGPT', 'Claude', 'Gemini', 'Perplexity']) as platform
    ) as platforms
    cross join (
        select unnest([
            'best shop for a desk lamp', 'cheap towel set online',
            'sturdy shelf for books', 'where to buy a garden hose'
        ]) as prompt
    ) as prompts
    cross join (select unnest(['rival.example', 'shop.example']) as brand) as brands
)

select
    *,
    if(cited > 0, 1 + lot(concat('place ', date, prompt, brand)) % 40 / 10, null)
        as position
from readings

union all by name

select date '2026-07-06' as date, 'ChatGPT' as platform,
    'best shop for a desk lamp' as prompt, 'nobody.example' as brand,
    21 as cited, 20 as sample_size

order by date, platform, prompt, brand
"""


def write_inputs(out: Path, events: Path, seed: int) -> dict:
    """Write the files of all inputs below ``out`` and return the truth about them.

    ``events`` is the folder that holds the sample's web events. Files of an earlier run
    are replaced, others in the same folders are left alone.
    """
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        folder = str(events).replace("'", "''")
        connection.execute(EVENTS.format(folder=folder, seed=seed))
        for statement in (BUYERS, OFFLINE_CONVERSIONS, AD_SPEND, AI_VISIBILITY):
            connection.execute(statement)
        for name, (file, options) in FILES.items():
            path = out / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            quoted = str(path).replace("'", "''")
            connection.execute(f"copy {name} to '{quoted}' {options}")
        return count_truth(connection)


def count_truth(connection: duckdb.DuckDBPyConnection) -> dict:
    """Rows of each input by what becomes of them, and what the sound ones add up to."""
    told_by = dict(
        connection.execute(
            "select told_by, count(*) from buyers group by all order by all"
        ).fetchall()
    )
    spend = connection.execute(
        """
        select concat_ws(' / ', platform, campaign), cast(sum(cost) as double)
        from ad_spend where cost >= 0 group by all order by all
        """
    ).fetchall()
    answers = connection.execute(
        """
        select count(*), sum(sample_size)::int, sum(cited)::int
        from ai_visibility where cited <= sample_size
        """
    ).fetchone()
    [spend_rows] = connection.execute("select count(*) from ad_spend").fetchone()
    return {
        "offline_conversions": {
            "kept": sum(told_by.values()),
            "duplicates": 1 if told_by else 0,
            "rejected": {"unreadable_occurred_at": 1},
            "unmatched": told_by.pop("click_id", 0),
            "matched_by": told_by,
        },
        "ad_spend": {
            "kept": spend_rows - 1,
            "rejected": {"negative_cost": 1},
            "cost": dict(spend),
        },
        "ai_visibility": {
            "kept": answers[0],
            "rejected": {"cited_outside_sample": 1},
            "answers": answers[1],
            "cited_answers": answers[2],
        },
    }
