"""The marts return what the sample generator planted, to the row.

The generator counts its truth while it makes the events; the marts never see it.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

Truth = dict[str, object]


@pytest.fixture(scope="module")
def truth(raw_data: Path) -> dict:
    return json.loads((raw_data / "sample_truth.json").read_text())


@pytest.fixture(scope="module")
def marts(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        yield connection


def test_every_raw_row_is_accounted_for(
    marts: duckdb.DuckDBPyConnection, truth: dict
) -> None:
    found = marts.sql(
        """
        select sum(raw), sum(kept), sum(duplicates), sum(rejected), sum(late)
        from marts.event_audit where event_source = 'generic'
        """
    ).fetchone()
    rejected = sum(truth["rejected"].values())
    assert found == (
        truth["raw_rows"], truth["kept"], truth["duplicates"], rejected, truth["late"]
    )  # fmt: skip


def test_every_rejected_row_has_the_planted_reason(
    marts: duckdb.DuckDBPyConnection, truth: dict
) -> None:
    found = marts.sql(
        "select reason, count(*) from marts.rejected_events"
        " where event_source = 'generic' group by reason"
    ).fetchall()
    assert dict(found) == truth["rejected"]


INPUTS = {
    "offline": "offline_conversions",
    "ad_spend": "ad_spend",
    "ai_visibility": "ai_visibility",
}


@pytest.mark.parametrize("name", INPUTS)
def test_every_row_of_the_other_inputs_is_accounted_for(
    marts: duckdb.DuckDBPyConnection, truth: dict, name: str
) -> None:
    planted = truth["inputs"][INPUTS[name]]
    found = marts.execute(
        "select sum(kept), sum(duplicates) from marts.event_audit"
        " where event_source = ?",
        [name],
    ).fetchone()
    assert found == (planted["kept"], planted.get("duplicates", 0))
    rejected = marts.execute(
        "select reason, count(*) from marts.rejected_events"
        " where event_source = ? group by reason",
        [name],
    ).fetchall()
    assert dict(rejected) == planted["rejected"]


def test_offline_conversions_are_matched_by_what_they_were_told_by(
    marts: duckdb.DuckDBPyConnection, truth: dict
) -> None:
    planted = truth["inputs"]["offline_conversions"]
    found = dict(
        marts.sql(
            "select matched_by, count(*) from marts.offline_conversions group by all"
        ).fetchall()
    )
    assert found.pop(None, 0) == planted["unmatched"]
    assert found == planted["matched_by"]


def test_spend_of_each_campaign(marts: duckdb.DuckDBPyConnection, truth: dict) -> None:
    found = marts.sql(
        """
        select concat_ws(' / ', platform, campaign), cast(sum(cost_amount) as double)
        from marts.ad_spend group by all
        """
    ).fetchall()
    assert dict(found) == pytest.approx(truth["inputs"]["ad_spend"]["cost"])


def test_answers_that_cite_a_brand(
    marts: duckdb.DuckDBPyConnection, truth: dict
) -> None:
    found = marts.sql(
        "select sum(answers), sum(cited_answers) from marts.ai_visibility"
    ).fetchone()
    planted = truth["inputs"]["ai_visibility"]
    assert found == (planted["answers"], planted["cited_answers"])


def test_visitors_and_sessions(marts: duckdb.DuckDBPyConnection, truth: dict) -> None:
    found = marts.sql(
        "select count(distinct visitor_id), count(*) from marts.sessions"
    ).fetchone()
    assert found == (truth["visitors"], truth["sessions"])
    assert marts.sql("select count(*) from marts.visitors").fetchone() == (
        truth["visitors"],
    )


def test_people_behind_devices_and_logins(
    marts: duckdb.DuckDBPyConnection, truth: dict
) -> None:
    """Members log in late, lose cookies and share devices; every one comes back."""
    levels = marts.sql(
        "select identity_level, count(*) from marts.visitors group by identity_level"
    ).fetchall()
    members = truth["members"]
    assert dict(levels) == {3: members, 2: truth["visitors"] - members}
    found = marts.sql(
        """
        select
            count(*) filter (user_id is null and identity_level = 3),
            count(distinct user_id)
        from intermediate.int_events__sessionized
        """
    ).fetchone()
    assert found == (truth["events_before_login"], members)
    assert truth["events_before_login"] > 0 and truth["devices_of_two_members"] > 0


def test_orders_and_revenue(marts: duckdb.DuckDBPyConnection, truth: dict) -> None:
    found = marts.sql(
        """
        select count(*), round(sum(value_amount), 2), any_value(currency)
        from marts.conversions
        where conversion = 'purchase'
        """
    ).fetchone()
    assert found is not None
    assert (found[0], float(found[1]), found[2]) == (
        truth["purchases"], round(truth["revenue"], 2), truth["currency"]
    )  # fmt: skip


def test_conversions_by_visitor_and_session(
    marts: duckdb.DuckDBPyConnection, truth: dict
) -> None:
    found = {
        name: {"sessions": sessions, "visitors": visitors}
        for name, sessions, visitors in marts.sql(
            """
            select conversion, converting_sessions, converting_visitors
            from marts.conversion_rates
            where period_grain = 'all' and dimension = 'all'
            """
        ).fetchall()
    }
    # Counted once per visitor, a conversion marks one session of each visitor only.
    once_per_visitor = {"sign_up", "newsletter_signup"}
    for name, planted in truth["conversions"].items():
        assert found[name]["visitors"] == planted["visitors"], name
        if name not in once_per_visitor:
            assert found[name]["sessions"] == planted["sessions"], name


RATES = """
select {key}, visitors, sessions, converting_visitors, converting_sessions
from marts.conversion_rates
where conversion = 'purchase' and {condition}
"""
COUNTS = ["visitors", "sessions", "converting_visitors", "converting_sessions"]


def test_channels(marts: duckdb.DuckDBPyConnection, truth: dict) -> None:
    condition = "period_grain = 'all' and dimension = 'channel'"
    rows = marts.sql(RATES.format(key="dimension_value", condition=condition))
    found = {
        channel: dict(zip(COUNTS, counts, strict=True))
        for channel, *counts in rows.fetchall()
    }
    assert found == truth["channels"]


def test_ai_assistants(marts: duckdb.DuckDBPyConnection, truth: dict) -> None:
    condition = """
        period_grain = 'all' and dimension = 'ai_assistant'
        and dimension_value <> '(not set)'
    """
    rows = marts.sql(RATES.format(key="dimension_value", condition=condition))
    found = {
        assistant: dict(zip(COUNTS, counts, strict=True))
        for assistant, *counts in rows.fetchall()
    }
    assert found == truth["ai_assistants"]


def test_share_of_ai_assistants_in_all_traffic(
    marts: duckdb.DuckDBPyConnection, truth: dict
) -> None:
    """Nothing of it is paid, so all of them together are the planted channel."""
    rows = marts.sql(
        """
        select ai_assistant, visitors, sessions, session_share, compared_sessions
        from marts.ai_assistant_performance where period_grain = 'all'
        """
    ).fetchall()
    planted = truth["ai_assistants"] | {"all": truth["channels"]["AI Assistant"]}
    assert {name: (visitors, sessions) for name, visitors, sessions, *_ in rows} == {
        name: (counts["visitors"], counts["sessions"])
        for name, counts in planted.items()
    }
    assert {name: share for name, _, _, share, _ in rows} == pytest.approx(
        {name: one["sessions"] / truth["sessions"] for name, one in planted.items()}
    )
    # Of organic search, some is not Google's.
    searches = truth["channels"]["Organic Search"]["sessions"]
    assert all(0 < compared < searches for *_, compared in rows)


def test_credits_of_each_channel(marts: duckdb.DuckDBPyConnection, truth: dict) -> None:
    rows = marts.sql(
        """
        select
            attribution_model, dimension_value,
            cast(credited_conversions as double), cast(credited_value_amount as double)
        from marts.channel_attribution
        where
            conversion = 'purchase'
            and period_grain = 'all'
            and dimension = 'channel'
        """
    ).fetchall()
    for rule, planted in truth["credits"].items():
        found = {
            channel: (purchases, revenue)
            for model, channel, purchases, revenue in rows
            if model == rule and purchases > 0
        }
        assert found.keys() == planted.keys(), rule
        for channel, one in planted.items():
            # The truth is rounded to a cent, every single credit to its hundredth.
            assert found[channel] == (
                pytest.approx(one["purchases"], abs=1e-6),
                pytest.approx(one["revenue"], abs=0.01 + 0.0001 * one["purchases"]),
            ), (rule, channel)


def test_months(marts: duckdb.DuckDBPyConnection, truth: dict) -> None:
    condition = "period_grain = 'month' and dimension = 'all'"
    key = "strftime(period_start, '%Y-%m')"
    rows = marts.sql(RATES.format(key=key, condition=condition))
    found = {
        month: dict(zip(COUNTS, counts, strict=True))
        for month, *counts in rows.fetchall()
    }
    assert found == truth["months"]


def test_rates_of_the_shop(marts: duckdb.DuckDBPyConnection, truth: dict) -> None:
    visitors, sessions = truth["visitors"], truth["sessions"]
    of, events = truth["conversions"], truth["events"]
    planted = {
        "add_to_cart_rate": (of["add_to_cart"]["visitors"], visitors),
        "checkout_rate": (of["begin_checkout"]["visitors"], visitors),
        "purchase_conversion_rate": (of["purchase"]["visitors"], visitors),
        "sign_up_rate": (of["sign_up"]["visitors"], visitors),
        "email_signup_rate": (of["newsletter_signup"]["visitors"], visitors),
        "product_views_per_session": (events["view_item"], sessions),
        "refund_rate": (events["refund"], events["purchase"]),
    }
    rows = marts.sql(
        """
        select rate_name, numerator, denominator from marts.business_rates
        where period_grain = 'all' and dimension = 'all'
        """
    ).fetchall()
    found = {name: (over, under) for name, over, under in rows}
    assert {name: found[name] for name in planted} == planted


def test_buyers_among_visitors_of_each_channel(
    marts: duckdb.DuckDBPyConnection, truth: dict
) -> None:
    rows = marts.sql(
        """
        select dimension_value, numerator, denominator from marts.business_rates
        where
            rate_name = 'purchase_conversion_rate'
            and period_grain = 'all'
            and dimension = 'channel'
        """
    ).fetchall()
    planted = truth["channels"].items()
    assert {name: (over, under) for name, over, under in rows} == {
        name: (counts["converting_visitors"], counts["visitors"])
        for name, counts in planted
    }


def test_carts(marts: duckdb.DuckDBPyConnection, truth: dict) -> None:
    """Every planted order is paid in the session of its cart."""
    found = marts.sql(
        """
        select
            count(*),
            sum(additions),
            count(*) filter (last_step = 'purchased'),
            round(sum(value_amount) filter (last_step = 'purchased'), 2)
        from marts.carts
        """
    ).fetchone()
    assert found is not None
    added = truth["conversions"]["add_to_cart"]
    assert (*found[:3], float(found[3])) == (
        added["sessions"], added["events"], truth["purchases"],
        round(truth["revenue"], 2),
    )  # fmt: skip


def test_items(marts: duckdb.DuckDBPyConnection, truth: dict) -> None:
    rows = marts.sql(
        """
        select
            item_category,
            sum(viewers),
            sum(carters),
            sum(buyers),
            sum(viewers_who_bought),
            sum(units),
            sum(revenue_amount)
        from marts.product_conversion
        where period_grain = 'all'
        group by item_category
        """
    )
    keys = ["viewed", "carted", "bought", "viewed_and_bought", "units", "revenue"]
    found = {
        category: dict(zip(keys, map(float, counts), strict=True))
        for category, *counts in rows.fetchall()
    }
    assert found == truth["item_categories"]
    revenue = sum(each["revenue"] for each in found.values())
    assert round(revenue, 2) == round(truth["revenue"], 2)


def test_cohorts_are_the_members_who_signed_up(
    marts: duckdb.DuckDBPyConnection, truth: dict
) -> None:
    found = marts.sql(
        """
        select period_grain, sum(cohort_users)
        from marts.retention
        where period_number = 0
        group by period_grain
        """
    ).fetchall()
    signed_up = truth["conversions"]["sign_up"]["visitors"]
    assert dict(found) == {"week": signed_up, "month": signed_up}
