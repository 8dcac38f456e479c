"""Optional inputs of every layout and format, read side by side in one build.

Exports of Google Ads and Meta as a connector writes them lie in AD_EXPORT_DIR, a folder
each; without them those tests are skipped. Their sums are counted over the CSV files by
another reader than ours.
"""

import csv
import os
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from small_builds import NO_TESTS, build

EXPORTS = Path(os.environ.get("AD_EXPORT_DIR", "/nowhere"))
SELECTION = [
    *("+path:models/marts/offline", "+path:models/marts/spend"),
    *("+path:models/marts/audit", "+conversions"),
]
# Where the tables of a connector go, and what its files are called in the exports.
TABLES = {
    "google_ads": {
        "campaign_stats": "campaign_stats_data.csv",
        "campaign_history": "campaign_history_data.csv",
        "account_history": "account_history_data.csv",
    },
    "facebook_ads": {
        "basic_ad": "facebook_ads_basic_ad_data.csv",
        "ad_history": "facebook_ads_ad_history_data.csv",
        "campaign_history": "facebook_ads_campaign_history_data.csv",
        "account_history": "facebook_ads_account_history_data.csv",
    },
}

FILES = {
    "generic/events/visits.csv": """
event_id,event_name,occurred_at,device_id,user_id,transaction_id,page_url
1,page_view,2026-07-01T10:00:00Z,d1,u1,,https://shop.example/
2,page_view,2026-07-02T10:00:00Z,d2,,,https://shop.example/?GCLID=Abc%2B1
3,purchase,2026-07-03T10:00:00Z,d3,,T1,https://shop.example/thanks
4,page_view,2026-07-04T10:00:00Z,d2,,,https://shop.example/
5,page_view,2026-07-04T10:00:00Z,d4,,,https://shop.example/?fbclid=secret
""",
    "offline_conversions/calls.csv": """
conversion_id,conversion_name,occurred_at,user_id,properties
c1,phone_call,2026-07-05T10:00:00Z,u1,"{""duration_seconds"": 45}"
c2,phone_call,2026-07-05T12:00:00+02:00,u9,"{""duration_seconds"": 45}"
c3,phone_call,noon,u1,
""",
    "offline_conversions/sales.ndjson": """
{"conversion_name": "offline_purchase", "occurred_at": "2026-07-05T10:00:00Z",
"""
    """ "transaction_id": "T1", "value": 12.5, "currency": "EUR"}
{"conversion_name": "offline_purchase", "occurred_at": "2026-07-06T10:00:00Z"}
not json
""",
    "ad_spend/a_first.csv": """
date,platform,account,campaign,source,medium,cost,currency,impressions,clicks
2026-07-01,News,Shop,Summer,news,Display,10.00,EUR,100,10
2026-07-01,News,Shop,Summer,news,Display,5.00,EUR,50,5
2026-07-02,News,Shop,Summer,news,Display,1.00,EUR,10,1
2026-07-02,News,Shop,Winter,news,Display,-1.00,EUR,10,1
2026-07-02,News,Shop,Spring,news,Display,1.00,euros,10,1
""",
    "ad_spend/b_corrected.ndjson": """
{"date": "2026-07-02", "platform": "News", "account": "Shop", "campaign": "Summer",
"""
    """ "source": "news", "medium": "Display", "cost": "1.25", "currency": "EUR"}
""",
    "ad_spend/google_ads/campaign_stats/small.csv": """
date,customer_id,id,cost_micros,impressions,clicks,device
2026-07-01,77,11,1234567,100,10,MOBILE
2026-07-01,77,11,1,50,5,DESKTOP
2026-07-01,77,12,1000000,50,5,DESKTOP
""",
    "ad_spend/google_ads/campaign_history/small.csv": """
id,name,updated_at
11,Old Name,2026-06-01 10:00:00
11,New Name,2026-06-02 10:00:00
""",
    "ad_spend/google_ads/account_history/small.csv": """
id,descriptive_name,currency_code,updated_at
77,Old,SEK,2026-06-01 10:00:00
77,Shop,NOK,2026-06-02 10:00:00
""",
    "ad_spend/facebook_ads/basic_ad/small.csv": """
date,account_id,ad_id,spend,impressions,inline_link_clicks
2026-07-01,88,21,2.50,100,10
2026-07-01,88,22,3.50,100,10
""",
    "ad_spend/facebook_ads/ad_history/small.csv": """
id,campaign_id,updated_time
21,31,2026-06-01 10:00:00
22,31,2026-06-01 10:00:00
""",
    "ad_spend/facebook_ads/campaign_history/small.csv": """
id,name,updated_time
31,Prospecting,2026-06-01 10:00:00
""",
    "ad_spend/facebook_ads/account_history/small.csv": """
id,name,currency,_fivetran_synced
88,Shop,DKK,2026-06-01 10:00:00
""",
    "ai_visibility/readings.csv": """
date,platform,prompt,brand,cited,position,sample_size
2026-07-06,ChatGPT,which shop,ours,3,1.5,10
2026-07-06,ChatGPT,which shop,theirs,11,1,10
2026-07-07,ChatGPT,which shop,ours,true,,
2026-07-08,ChatGPT,which shop,ours,no,,
""",
}


def write_files(raw: Path) -> None:
    """All small files, and one of each kind as Parquet with its own types."""
    for name, text in FILES.items():
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.strip().replace(",\n ", ", ") + "\n")
    duckdb.sql(
        f"""
        copy (
            select 'offline_purchase' as conversion_name, 'Abc+1' as click_id,
                timestamp '2026-07-06 10:00:00' as occurred_at, 20 as value,
                'EUR' as currency
        ) to '{raw}/offline_conversions/clicks.parquet';
        copy (
            select date '2026-07-03' as date, 'news' as platform, 2.5 as cost,
                'EUR' as currency, 7 as clicks
        ) to '{raw}/ad_spend/c.parquet';
        copy (
            select date '2026-07-09' as date, 'Claude' as platform, 'which' as prompt,
                'ours' as brand, true as cited
        ) to '{raw}/ai_visibility/one.parquet'
        """
    )


def copy_exports(raw: Path) -> None:
    """The exports that are there, each table in its folder."""
    for platform, tables in TABLES.items():
        for table, file in tables.items():
            if (EXPORTS / platform / file).is_file():
                target = raw / "ad_spend" / platform / table / file
                shutil.copy(EXPORTS / platform / file, target)


@pytest.fixture(scope="module")
def marts(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("inputs")
    write_files(folder / "raw")
    copy_exports(folder / "raw")
    variables = ["--vars", "{ad_spend_currency: usd}"]
    path = build(folder, *NO_TESTS, *variables, "--select", *SELECTION)
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def test_offline_conversions_of_three_formats_find_their_visitors(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    found = marts.sql(
        """
        select conversion_name, matched_by, visitor_id, cast(value_amount as double)
        from marts.offline_conversions order by conversion_name, matched_by nulls last
        """
    ).fetchall()
    assert found == [
        ("offline_purchase", "click_id", "d2", 20.0),
        ("offline_purchase", "transaction_id", "d3", 12.5),
        ("phone_call", "user_id", "u1", None),
        ("phone_call", None, None, None),
    ]


def test_a_click_is_credited_to_the_last_visit_and_opens_none(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    matched = marts.sql(
        """
        select sessions.started_at, conversions.seconds_since_visit
        from marts.offline_conversions as conversions
        inner join intermediate.int_sessions__attributed as sessions
            using (session_id)
        where conversions.matched_by = 'click_id'
        """
    ).fetchall()
    assert [(str(start), since) for start, since in matched] == [
        ("2026-07-04 10:00:00", 172_800.0)
    ]


def test_matched_ones_count_as_the_definitions_say(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    found = marts.sql(
        """
        select conversion, event_source, count(*), cast(sum(value_amount) as double)
        from marts.conversions where conversion_class = 'macro'
        group by all order by all
        """
    ).fetchall()
    assert found == [
        ("offline_purchase", "offline", 2, 32.5),
        ("phone_call", "offline", 1, None),
        ("purchase", "generic", 1, None),
    ]


def test_no_click_id_leaves_staging(marts: duckdb.DuckDBPyConnection) -> None:
    """Not even hashed, and not in the text of any mart."""
    tables = marts.sql(
        "select table_name from duckdb_tables() where schema_name = 'marts'"
    ).fetchall()
    for (table,) in tables:
        content = str(marts.sql(f'select * from marts."{table}"').fetchall())
        assert "Abc+1" not in content, table
        assert "secret" not in content, table


def test_bad_rows_are_rejected_with_their_reason(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    found = marts.sql(
        """
        select event_source, reason, count(*) from marts.rejected_events
        group by all order by all
        """
    ).fetchall()
    assert found == [
        ("ad_spend", "negative_cost", 1),
        ("ad_spend", "unknown_currency", 1),
        ("ai_visibility", "cited_outside_sample", 1),
        ("offline", "missing_key", 1),
        ("offline", "unreadable_occurred_at", 1),
        ("offline", "unreadable_row", 1),
    ]


def test_a_later_file_corrects_and_rows_of_one_file_add_up(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    found = marts.sql(
        """
        select
            cast(spend_date as varchar), campaign, medium, cast(cost_amount as double),
            impressions, clicks
        from marts.ad_spend where platform = 'news' order by all
        """
    ).fetchall()
    assert found == [
        ("2026-07-01", "summer", "display", 15.0, 150, 15),
        ("2026-07-02", "summer", "display", 1.25, None, None),
        ("2026-07-03", None, None, 2.5, None, 7),
    ]


def test_names_and_currency_come_from_the_latest_row_of_the_history(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    found = marts.sql(
        """
        select
            platform, account, campaign, source, medium, currency,
            cast(cost_amount as varchar), clicks
        from marts.ad_spend where currency in ('NOK', 'DKK') order by all
        """
    ).fetchall()
    assert found == [
        ("facebook_ads", "Shop", "prospecting", "facebook", "paid_social", "DKK",
         "6.000000", 20),
        ("google_ads", "Shop", "12", "google", "cpc", "NOK", "1.000000", 5),
        ("google_ads", "Shop", "new name", "google", "cpc", "NOK", "1.234568", 15),
    ]  # fmt: skip


def test_a_prompt_may_be_asked_once_or_often(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    found = marts.sql(
        """
        select cast(visibility_date as varchar), answers, cited_answers, mean_position
        from marts.ai_visibility order by all
        """
    ).fetchall()
    assert found == [
        ("2026-07-06", 10, 3, 1.5),
        ("2026-07-07", 1, 1, None),
        ("2026-07-08", 1, 0, None),
        ("2026-07-09", 1, 1, None),
    ]


# The columns that an export has to add up to: cost, impressions, clicks.
EXPORTED = {
    "google_ads": ("campaign_stats", "cost_micros", "clicks", Decimal(1_000_000)),
    "facebook_ads": ("basic_ad", "spend", "inline_link_clicks", Decimal(1)),
}


@pytest.mark.parametrize("platform", EXPORTED)
def test_a_real_export_adds_up_to_a_direct_count(
    marts: duckdb.DuckDBPyConnection, platform: str
) -> None:
    table, cost, clicks, divisor = EXPORTED[platform]
    path = EXPORTS / platform / TABLES[platform][table]
    if not path.is_file():
        pytest.skip("AD_EXPORT_DIR names no folder with this export")
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    expected = (
        sum(Decimal(row[cost]) for row in rows) / divisor,
        sum(int(row["impressions"]) for row in rows),
        sum(int(row[clicks]) for row in rows),
    )
    # The exports of both platforms are in dollars; ours beside them are not.
    found = marts.execute(
        """
        select sum(cost_amount), sum(impressions), sum(clicks)
        from marts.ad_spend where platform = ? and currency = 'USD'
        """,
        [platform],
    ).fetchone()
    assert found == expected
    [unnamed] = marts.execute(
        "select count(*) from marts.ad_spend where platform = ? and account is null",
        [platform],
    ).fetchone()
    assert unnamed == 0
