"""Guards of the sample data: the files and the truth beside them are what they claim.

The marts are checked against ``sample_truth.json``, so a wrong truth would bless wrong
marts. Here the files are read again, in plain SQL that shares nothing with the script:
defects, duplicates, sessions and channels are found from the rows alone, and must give
the told rates and the counted truth. The rest guards promises to people: the same
rows for the same seed, the file formats, no harm to files of others, and no folder that
looks complete after a run that was not.
"""

import json
import math
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

import make_sample_events as sample  # noqa: E402

EVENTS = 80_000

TYPES = {
    "event_id": "VARCHAR",
    "event_name": "VARCHAR",
    "occurred_at": "TIMESTAMP",
    "received_at": "TIMESTAMP",
    "device_id": "VARCHAR",
    "user_id": "VARCHAR",
    "page_url": "VARCHAR",
    "page_title": "VARCHAR",
    "referrer_url": "VARCHAR",
    "source": "VARCHAR",
    "medium": "VARCHAR",
    "campaign": "VARCHAR",
    "user_agent": "VARCHAR",
    "device_category": "VARCHAR",
    "browser": "VARCHAR",
    "operating_system": "VARCHAR",
    "country": "VARCHAR",
    "region": "VARCHAR",
    "city": "VARCHAR",
    "language": "VARCHAR",
    "has_analytics_consent": "BOOLEAN",
    "value": "DECIMAL(18,4)",
    "currency": "VARCHAR",
    "transaction_id": "VARCHAR",
    "properties": "VARCHAR",
}

READ_RAW = """
create table raw as
select columns(*)::varchar
from read_parquet('{folder}/*.parquet', union_by_name = true, filename = true)

union all by name

select * from read_csv('{folder}/*.csv', all_varchar = true, filename = true)

union all by name

select columns(*)::varchar
from read_json('{folder}/*.ndjson', format = 'newline_delimited', filename = true)
"""

JUDGE = """
create table judged as
select
    * replace (
        try_cast(occurred_at as timestamp) as occurred_at,
        try_cast(received_at as timestamp) as received_at,
        try_cast(value as decimal(18, 4)) as value
    ),
    coalesce(user_id, device_id) as visitor_id,
    case
        when event_id is null then 'missing_event_id'
        when event_name is null then 'missing_event_name'
        when occurred_at is null then 'missing_occurred_at'
        when visitor_id is null then 'missing_actor'
        when try_cast(occurred_at as timestamp) is null then 'unreadable_occurred_at'
        when value is not null and try_cast(value as decimal(18, 4)) is null
            then 'unreadable_value'
        when occurred_at::timestamp > received_at::timestamp + interval 1 day
            then 'in_the_future'
    end as reason
from raw
"""

# The login nearest in time on the device, from all pairs of events of a device.
CLEAN = """
create table kept as
with firsts as (
    select *
    from judged
    where reason is null
    qualify row_number() over (partition by event_id order by received_at) = 1
),
logins as (
    select
        events.event_id,
        arg_min(
            logins.user_id,
            abs(epoch_us(events.occurred_at) - epoch_us(logins.occurred_at))
        ) as login_id
    from firsts as events
    inner join firsts as logins using (device_id)
    where events.user_id is null and logins.user_id is not null
    group by events.event_id
),
people as (
    select
        firsts.* replace (coalesce(user_id, login_id, device_id) as visitor_id),
        login_id is not null as is_before_login
    from firsts
    left join logins using (event_id)
),
gaps as (
    select
        *,
        occurred_at - lag(occurred_at) over visits as gap
    from people
    window visits as (partition by visitor_id order by occurred_at)
)
select
    *,
    visitor_id || '/' || sum(
        case when gap is null or gap > interval 30 minutes then 1 else 0 end
    ) over (
        partition by visitor_id order by occurred_at
        range between unbounded preceding and current row
    ) as session_id
from gaps
"""

# The evidence that the script's docstring and plan promise, read off the landing page.
SESSIONS = """
create table sessions as
with landings as (
    select
        session_id,
        arg_min(lower(page_url), occurred_at)
            filter (where event_name = 'page_view') as url,
        arg_min(coalesce(referrer_url, ''), occurred_at)
            filter (where event_name = 'page_view') as referrer,
        arg_min(coalesce(medium, ''), occurred_at)
            filter (where event_name = 'page_view') as medium,
        any_value(visitor_id) as visitor_id,
        min(occurred_at) as started_at,
        max(occurred_at) as ended_at,
        any_value(device_category) as device_category,
        any_value(browser) as browser,
        {steps}
    from kept
    group by session_id
)
select
    *,
    case
        when medium = 'affiliate' then 'Affiliates'
        when url like '%utm_source=chatgpt.com%' then 'AI Assistant'
        when url like '%utm_medium=cpc%' then 'Paid Search'
        when url like '%utm_medium=paid_social%' then 'Paid Social'
        when url like '%utm_medium=email%' then 'Email'
        when url like '%utm_medium=display%' then 'Display'
        when regexp_matches(
            referrer, '//(chatgpt|www\\.perplexity|claude|gemini|copilot)\\.'
        ) then 'AI Assistant'
        when regexp_matches(referrer, '//(www\\.google|www\\.bing|duckduckgo)\\.')
            then 'Organic Search'
        when regexp_matches(referrer, '//www\\.(instagram|reddit)\\.')
            then 'Organic Social'
        when regexp_matches(referrer, '//.+\\.example/')
            and referrer not like 'https://shop.example%' then 'Referral'
        else 'Direct'
    end as channel,
    started_at::date between '2026-08-10' and '2026-08-23' as in_sale,
    browser = 'Safari' and started_at between '2026-09-07' and '2026-09-11'
        as may_meet_fault
from landings
""".format(
    steps=", ".join(
        f"bool_or(event_name = '{name}') as has_{name}"
        for name in ("visit", *sample.FUNNEL)
    ).replace("event_name = 'visit'", "true")
)

# Items as the properties of events name them: one each, or a list in an order.
ITEMS = """
create table items as
select event_name, event_id, visitor_id, occurred_at, value, unnest(
    coalesce(
        from_json(properties -> 'items', '["json"]'), [properties::json]
    )
) as item
from kept
where event_name in ('view_item', 'add_to_cart', 'purchase')
"""
ITEM_PAIRS = """
with pairs as (
    select
        item ->> 'item_category' as category, visitor_id, item ->> 'item_id' as item_id,
        min(occurred_at) filter (where event_name = 'view_item') as first_view,
        count(*) filter (where event_name = 'add_to_cart') as carts,
        max(occurred_at) filter (where event_name = 'purchase') as last_purchase,
        sum((item ->> 'quantity')::int) as units,
        sum((item ->> 'quantity')::int * (item ->> 'price')::decimal(18, 2)) as revenue
    from items
    group by all
)
select
    category, count(first_view), count(*) filter (where carts > 0),
    count(last_purchase), count(*) filter (where first_view <= last_purchase),
    coalesce(sum(units), 0)::int, coalesce(sum(revenue), 0)::double
from pairs
group by category
"""


def read_again(folder: Path) -> duckdb.DuckDBPyConnection:
    """Tables raw, judged, kept and sessions, from the files alone."""
    connection = duckdb.connect()
    for statement in (READ_RAW.format(folder=folder), JUDGE, CLEAN, SESSIONS, ITEMS):
        connection.execute(statement)
    return connection


def rows_of(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple]:
    return connection.execute(query).fetchall()


def value_of(connection: duckdb.DuckDBPyConnection, query: str) -> object:
    return connection.execute(query).fetchone()[0]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("raw")
    sample.write_sample(out, EVENTS, seed=11)
    return out


@pytest.fixture(scope="module")
def truth(out: Path) -> dict:
    return json.loads((out / "sample_truth.json").read_text())


@pytest.fixture(scope="module")
def read(out: Path) -> duckdb.DuckDBPyConnection:
    return read_again(out / "generic" / "events")


# ----------------------------------------------------------------------- the truth


def recount(connection: duckdb.DuckDBPyConnection) -> dict:
    """The counts of the truth file, found from the files alone."""
    rows, valid, kept, visitors, late = connection.execute("""
        select
            (select count(*) from judged),
            (select count(*) from judged where reason is null),
            count(*),
            count(distinct visitor_id),
            count(*) filter (where received_at > occurred_at + interval 24 hours)
        from kept
    """).fetchone()
    single = {
        "raw_rows": rows,
        "kept": kept,
        "duplicates": valid - kept,
        "late": late,
        "visitors": visitors,
        "sessions": value_of(connection, "select count(*) from sessions"),
        "server_only_sessions": value_of(
            connection, "select count(*) from sessions where url is null"
        ),
        "sessions_across_midnight": value_of(
            connection,
            "select count(*) from sessions where started_at::date != ended_at::date",
        ),
        "gaps_of_30_minutes": value_of(
            connection, "select count(*) from kept where gap = interval 30 minutes"
        ),
        "gaps_of_30_minutes_and_1_microsecond": value_of(
            connection,
            "select count(*) from kept where"
            " gap = interval 30 minutes + interval 1 microsecond",
        ),
        "purchases": value_of(
            connection,
            "select count(distinct transaction_id) from kept"
            " where event_name = 'purchase'",
        ),
        "revenue": value_of(
            connection,
            "select coalesce(sum(value), 0)::double from kept"
            " where event_name = 'purchase'",
        ),
    }
    by_group = """
        select
            {group},
            count(distinct visitor_id),
            count(*),
            count(distinct visitor_id) filter (where has_purchase),
            count(*) filter (where has_purchase)
        from sessions group by all
    """
    keys = ("visitors", "sessions", "converting_visitors", "converting_sessions")
    groups = {
        name: {
            key: dict(zip(keys, found, strict=True))
            for key, *found in rows_of(connection, by_group.format(group=group))
        }
        for name, group in (
            ("channels", "channel"),
            ("months", "strftime(started_at, '%Y-%m')"),
        )
    }
    conversions = {
        name: dict(zip(("events", "sessions", "visitors"), found, strict=True))
        for name, *found in rows_of(
            connection,
            """
            select
                event_name, count(*), count(distinct session_id),
                count(distinct visitor_id)
            from kept
            where event_name in
            ('purchase', 'add_to_cart', 'begin_checkout', 'sign_up',
             'newsletter_signup')
            group by all
            """,
        )
    }
    items = {
        category: dict(zip(sample.ITEM_COUNTS, found, strict=True))
        for category, *found in rows_of(connection, ITEM_PAIRS)
    }
    rejected = "select reason, count(*) from judged where reason is not null group by 1"
    events = "select event_name, count(*) from kept group by all"
    return {
        **single,
        **groups,
        "conversions": conversions,
        "item_categories": items,
        "rejected": dict(rows_of(connection, rejected)),
        "events": dict(rows_of(connection, events)),
    }


def shares(rule: str, channels: list[str], days: list[float]) -> list[float]:
    """The part of one purchase that each visit of its journey gets by a rule."""
    last = len(days) - 1
    told = [place for place, name in enumerate(channels) if name != "Direct"]
    if rule in ("first_touch", "last_touch", "last_non_direct"):
        chosen = {"first_touch": 0, "last_touch": last}.get(rule, max(told or [last]))
        return [float(place == chosen) for place in range(last + 1)]
    if rule == "linear":
        return [1 / len(days)] * len(days)
    if rule == "position_based":
        if last < 2:
            return [1 / len(days)] * len(days)
        return [0.4, *[0.2 / (last - 1)] * (last - 1), 0.4]
    weights = [0.5 ** (each / 7) for each in days]
    return [weight / sum(weights) for weight in weights]


@pytest.mark.parametrize("rule", sample.CREDIT_RULES)
def test_credits_are_those_of_every_single_journey(
    read: duckdb.DuckDBPyConnection, truth: dict, rule: str
) -> None:
    journeys = rows_of(
        read,
        """
        select
            any_value(bought.value)::double,
            list(sessions.channel order by sessions.started_at),
            list(
                epoch(bought.occurred_at - sessions.started_at) / 86400
                order by sessions.started_at
            )
        from kept as bought
        inner join sessions
            on bought.visitor_id = sessions.visitor_id
            and sessions.started_at <= bought.occurred_at
            and sessions.started_at >= bought.occurred_at - interval 90 days
        where bought.event_name = 'purchase'
        group by bought.event_id
        """,
    )
    assert max(len(days) for _, _, days in journeys) > 2
    found: dict[str, list[float]] = {}
    for value, channels, days in journeys:
        for channel, share in zip(channels, shares(rule, channels, days), strict=True):
            credit = found.setdefault(channel, [0.0, 0.0])
            credit[0] += share
            credit[1] += share * value
    planted = truth["credits"][rule]
    assert {name for name, (share, _) in found.items() if share > 0} == set(planted)
    for name, one in planted.items():
        assert found[name] == [
            pytest.approx(one["purchases"], abs=1e-6),
            pytest.approx(one["revenue"], abs=0.006),
        ], name


def without_nothing(counts: object) -> object:
    """Counts without those of things that never happened, at every depth."""
    if not isinstance(counts, dict):
        return counts
    inner = {name: without_nothing(count) for name, count in counts.items()}
    return {name: count for name, count in inner.items() if count not in (0, {})}


def disagreements(found: dict, truth: dict) -> list[str]:
    """Names of the counts that differ."""
    return [
        name
        for name in found
        if without_nothing(found[name]) != without_nothing(truth[name])
    ]


def test_truth_is_what_the_files_say(
    read: duckdb.DuckDBPyConnection, truth: dict
) -> None:
    found = recount(read)
    assert {name: truth[name] for name in found} == found
    assert disagreements(found, truth) == []
    assert min(found["rejected"].values()) > 0
    assert len(found["channels"]) == 10


def test_recount_notices_lost_rows_and_moved_ones(tmp_path: Path) -> None:
    truth = sample.write_sample(tmp_path, 20_000, seed=2)
    connection = read_again(tmp_path / "generic" / "events")
    assert disagreements(recount(connection), truth) == []
    connection.execute("delete from judged where event_name = 'refund'")
    connection.execute("drop table kept; drop table sessions")
    connection.execute(
        "update judged set occurred_at = occurred_at + interval 40 minutes"
        " where event_name = 'begin_checkout' and reason is null"
    )
    connection.execute(CLEAN)
    connection.execute(SESSIONS)
    connection.execute("delete from items where event_name = 'purchase'")
    found = disagreements(recount(connection), truth)
    assert {
        "raw_rows",
        "kept",
        "sessions",
        "server_only_sessions",
        "item_categories",
    } <= set(found)


def test_truth_adds_up_over_chunks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "CANDIDATES_PER_CHUNK", 900)
    truth = sample.write_sample(tmp_path, 12_000, seed=5)
    folder = tmp_path / "generic" / "events"
    assert (folder / "web_2026_07_0003.parquet").exists()
    assert disagreements(recount(read_again(folder)), truth) == []


def test_gaps_leave_no_doubt(read: duckdb.DuckDBPyConnection, truth: dict) -> None:
    doubtful = """
        select count(*) from kept
        where gap between interval 25 minutes and interval '30 minutes 59 seconds'
    """
    planted = (
        truth["gaps_of_30_minutes"] + truth["gaps_of_30_minutes_and_1_microsecond"]
    )
    assert truth["gaps_of_30_minutes"] >= 8
    assert truth["gaps_of_30_minutes_and_1_microsecond"] >= 8
    assert value_of(read, doubtful) == planted


def test_people_are_told_apart_and_found_on_all_their_devices(
    read: duckdb.DuckDBPyConnection, truth: dict
) -> None:
    pairs = "select distinct user_id, device_id from kept where device_id is not null"
    named = f"({pairs} and user_id is not null)"
    per = "select count(*) from (select {} from {} group by all having count(*) > 1)"
    found = {
        "members": "select count(distinct user_id) from kept",
        "members_on_two_devices": per.format("user_id", named),
        "devices_of_two_members": per.format("device_id", named),
        "events_before_login": "select count(*) from kept where is_before_login",
    }
    assert {name: truth[name] for name in found} == {
        name: value_of(read, query) for name, query in found.items()
    }
    assert min(truth[name] for name in found) > 0


# ------------------------------------------------------------------- the told rates


def is_near(found: int, size: int, told: float) -> bool:
    """Whether a count lies within 4 standard errors of what was told."""
    return abs(found - size * told) <= 4 * math.sqrt(size * told * (1 - told))


def far_off(read: duckdb.DuckDBPyConnection, plan: sample.Plan) -> list[tuple]:
    """(step, group) that misses what was told by more than 4 standard errors.

    Groups are channels, devices, and sale or not. The told rate of each session differs
    within a group: expected counts and variances are summed. Left out are groups too
    small for a normal spread, and Safari around the days of the fault.
    """
    steps = {channel.name: channel.steps for channel in plan.channels}
    multipliers = dict(plan.device_multipliers)
    missed = []
    for number, step in enumerate(sample.FUNNEL):
        before = ("visit", *sample.FUNNEL)[number]
        cells = rows_of(
            read,
            f"""
            select
                channel, device_category, in_sale, count(*),
                count(*) filter (where has_{step})
            from sessions
            where has_{before} and not may_meet_fault and url is not null
            group by all
            """,
        )
        found: Counter = Counter()
        expected: Counter = Counter()
        variance: Counter = Counter()
        for channel, device, in_sale, reached, went_on in cells:
            told = steps[channel][number] * multipliers[device][number]
            if step == "add_to_cart" and in_sale:
                told *= plan.sale_add_to_cart
            for group in (channel, device, in_sale):
                found[group] += went_on
                expected[group] += reached * told
                variance[group] += reached * told * (1 - told)
        usable = [group for group in found if variance[group] >= 2]
        assert len(usable) >= 8, step
        missed += [
            (step, group)
            for group in usable
            if abs(found[group] - expected[group]) > 4 * math.sqrt(variance[group])
        ]
    return missed


def test_steps_come_out_as_told(read: duckdb.DuckDBPyConnection) -> None:
    assert far_off(read, sample.DEFAULT_PLAN) == []


def test_other_rates_would_be_noticed(read: duckdb.DuckDBPyConnection) -> None:
    search, *others = sample.CHANNELS
    higher = search._replace(steps=(0.55, 0.24, *search.steps[2:]))
    plan = replace(sample.DEFAULT_PLAN, channels=(higher, *others))
    assert ("add_to_cart", "Organic Search") in far_off(read, plan)
    multipliers = dict(sample.DEFAULT_PLAN.device_multipliers)
    multipliers["mobile"] = (0.85, *multipliers["mobile"][1:])
    plan = replace(sample.DEFAULT_PLAN, device_multipliers=tuple(multipliers.items()))
    assert ("view_item", "mobile") in far_off(read, plan)


def test_noise_and_shares_come_out_as_told(
    read: duckdb.DuckDBPyConnection, truth: dict
) -> None:
    plan = sample.DEFAULT_PLAN
    assert is_near(truth["duplicates"], truth["kept"], plan.duplicate_share)
    assert is_near(truth["late"], truth["kept"], plan.late_share)
    members = value_of(read, "select count(distinct user_id) from kept")
    assert is_near(members, truth["visitors"], plan.member_share)
    sessions = truth["sessions"] - truth["server_only_sessions"]
    signups = truth["conversions"]["newsletter_signup"]["sessions"]
    assert is_near(signups, sessions, plan.newsletter_share)
    for reason, count in truth["rejected"].items():
        unreadable = reason.startswith("unreadable")
        share = plan.unreadable_share if unreadable else plan.broken_share
        assert count == max(1, round(share * truth["kept"]))


def test_traffic_follows_the_told_days(read: duckdb.DuckDBPyConnection) -> None:
    weights = sample.traffic(sample.DEFAULT_PLAN)
    shares = weights / weights.sum()
    found = dict(
        rows_of(
            read,
            "select channel, count(*) from sessions where url is not null group by 1",
        )
    )
    sessions = sum(found.values())
    for number, channel in enumerate(sample.CHANNELS):
        share = float(shares[:, number].sum())
        assert is_near(found[channel.name], sessions, share), channel.name
    assistants = rows_of(
        read,
        "select month(started_at), avg((channel = 'AI Assistant')::int) from sessions"
        " group by 1 order by 1",
    )
    assert [share for _, share in assistants] == sorted(s for _, s in assistants)


def test_safari_cannot_pay_on_the_days_of_the_fault(
    read: duckdb.DuckDBPyConnection,
) -> None:
    found = {
        (is_safari, in_fault): (paid, bought)
        for is_safari, in_fault, paid, bought in rows_of(
            read,
            """
            select
                browser = 'Safari',
                occurred_at::date in ('2026-09-08', '2026-09-09') as in_fault,
                count(*) filter (where event_name = 'add_payment_info'),
                count(*) filter (where event_name = 'purchase')
            from kept
            where browser is not null
            group by all
            """,
        )
    }
    assert found[True, True][0] > 0
    assert found[True, True][1] == 0
    assert found[True, False][1] > 0.7 * found[True, False][0]
    assert found[False, True][1] > 0


# ------------------------------------------------------------------------ the files


def all_rows(out: Path) -> list[tuple]:
    connection = duckdb.connect()
    connection.execute(READ_RAW.format(folder=out / "generic" / "events"))
    return sorted(
        rows_of(
            connection,
            "select * replace (split_part(filename, '/', -1) as filename) from raw",
        ),
        key=repr,
    )


def without_sizes(truth: dict) -> dict:
    files = {name: file["rows"] for name, file in truth["files"].items()}
    return {**truth, "files": files}


def test_a_seed_gives_the_same_rows_and_another_seed_others(tmp_path: Path) -> None:
    outs = [tmp_path / name for name in ("one", "same", "other")]
    truths = [
        sample.write_sample(out, 6_000, seed)
        for out, seed in zip(outs, (3, 3, 4), strict=True)
    ]
    one, same, other = (all_rows(out) for out in outs)
    assert one == same
    assert without_sizes(truths[0]) == without_sizes(truths[1])
    ids = [{row[0] for row in rows} for rows in (one, other)]
    assert ids[0] & ids[1] <= {None}


def test_files_are_as_promised(out: Path, truth: dict) -> None:
    folder = out / "generic" / "events"
    names = {f"web_2026_{month}.parquet" for month in ("07", "08", "09", "10")}
    assert {path.name for path in folder.iterdir()} == names | {
        "server_orders.csv",
        "newsletter.ndjson",
    }
    connection = duckdb.connect()
    for name in names:
        path = folder / name
        described = rows_of(connection, f"describe from '{path}'")
        assert {column: type_ for column, type_, *_ in described} == TYPES
        compression = f"select distinct compression from parquet_metadata('{path}')"
        assert rows_of(connection, compression) == [("ZSTD",)]
        months = rows_of(
            connection,
            f"select distinct strftime(received_at, 'web_%Y_%m.parquet') from '{path}'",
        )
        assert months == [(name,)]
    for name, file in truth["files"].items():
        assert file["bytes"] == (folder / name).stat().st_size
    header = (folder / "server_orders.csv").read_text().splitlines()[0].split(",")
    assert "user_id" in header and set(header) < set(TYPES)
    for line in (folder / "newsletter.ndjson").read_text().splitlines():
        event = json.loads(line)
        assert event["event_name"] == "newsletter_signup"
        assert set(event) < set(TYPES)


def test_values_are_believable(read: duckdb.DuckDBPyConnection) -> None:
    item_events = "('view_item', 'add_to_cart', 'add_to_wishlist')"
    assert value_of(
        read,
        "select bool_and((properties ->> 'item_id') like 'sku-____'"
        " and (properties ->> 'item_category') is not null)"
        f" from kept where event_name in {item_events}",
    )
    assert value_of(
        read,
        "select bool_and(value > 0 and currency = 'EUR' and transaction_id is not null)"
        " from kept where event_name in ('purchase', 'refund')",
    )
    # What an order names adds up to what it is worth.
    assert (
        rows_of(
            read,
            """
            select event_id from items where event_name = 'purchase' group by event_id
            having sum(
                (item ->> 'price')::decimal(18, 4) * (item ->> 'quantity')::int
            ) is distinct from any_value(value)
            """,
        )
        == []
    )
    assert value_of(
        read, "select count(*) from items where event_name = 'purchase'"
    ) > value_of(read, "select count(*) from kept where event_name = 'purchase'")
    assert value_of(
        read,
        "select bool_and(regexp_matches(device_id, '^d_[0-9a-f]{16}$'))"
        " and bool_and(regexp_matches(user_id, '^u_[0-9a-f]{16}$'))"
        " and bool_and(page_url like 'https://shop.example/%') from kept",
    )
    assert value_of(
        read,
        "select min(occurred_at) >= '2026-07-01' and max(occurred_at) < '2026-10-01'"
        " from kept",
    )
    # Duplicates also come from another file than the first.
    assert value_of(
        read,
        "select count(*) from (select event_id from judged where reason is null"
        " group by 1 having count(distinct filename) > 1)",
    )


# ------------------------------------------------------------- care for other files


def test_small_samples_of_any_seed_are_whole(tmp_path: Path) -> None:
    for seed in range(3):
        truth = sample.write_sample(tmp_path, sample.FEWEST_EVENTS, seed)
        folder = tmp_path / "generic" / "events"
        assert disagreements(recount(read_again(folder)), truth) == []


def test_refuses_a_folder_with_files_of_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "generic" / "events"
    folder.mkdir(parents=True)
    # Named like one of ours, but not ours.
    foreign = folder / "web_2026_07.parquet"
    foreign.write_text("mine")
    assert sample.main(["--out", str(tmp_path), "--events", "1000"]) == 2
    message = capsys.readouterr()
    assert message.out == ""
    assert len(message.err.splitlines()) == 1
    assert "web_2026_07.parquet" in message.err
    assert foreign.read_text() == "mine"
    assert list(tmp_path.rglob("*.csv")) == []


def test_force_replaces_only_its_own_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--out", str(tmp_path), "--events", "1000"]
    assert sample.main(arguments) == 0
    folder = tmp_path / "generic" / "events"
    assert len(capsys.readouterr().out.splitlines()) == 3
    stale = folder / "web_2026_07_0002.parquet"
    stale.write_text("of an earlier, larger run")
    others = folder / "others.parquet"
    others.write_text("mine")
    assert sample.main([*arguments, "--seed", "8"]) == 2
    assert sample.main([*arguments, "--seed", "8", "--force"]) == 0
    assert others.read_text() == "mine"
    assert not stale.exists()
    truth = json.loads((tmp_path / "sample_truth.json").read_text())
    assert truth["seed"] == 8
    others.unlink()
    assert disagreements(recount(read_again(folder)), truth) == []


def test_own_files_are_replaced_without_asking(tmp_path: Path) -> None:
    sample.write_sample(tmp_path, 3_000, seed=1)
    truth = sample.write_sample(tmp_path, 1_000, seed=2)
    folder = tmp_path / "generic" / "events"
    assert {path.name for path in folder.iterdir()} == set(truth["files"])
    assert disagreements(recount(read_again(folder)), truth) == []
    assert [path.name for path in folder.parent.iterdir()] == ["events"]


def test_an_interrupted_run_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(writer: sample.EventWriter) -> None:
        raise KeyboardInterrupt

    fresh, used = tmp_path / "fresh", tmp_path / "used"
    sample.write_sample(used, 1_000, seed=1)
    before = all_rows(used)
    truth = (used / "sample_truth.json").read_text()
    monkeypatch.setattr(sample.EventWriter, "close", interrupt)
    for out in (fresh, used):
        with pytest.raises(KeyboardInterrupt):
            sample.write_sample(out, 1_000, seed=2)
    assert list((fresh / "generic").iterdir()) == []
    assert not (fresh / "sample_truth.json").exists()
    assert all_rows(used) == before
    assert (used / "sample_truth.json").read_text() == truth
