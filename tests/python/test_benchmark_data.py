"""Raw files of benchmarks: copies and folds are other people, and days are complete."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import benchmark_data
import duckdb
import pytest
from benchmark_data import EVENTS, HISTORY, IDS, LAST_DAY
from benchmark_frame import BenchmarkError
from make_sample_events import DAYS, write_sample
from rich.console import Console

SEED = 7
ROWS = 5_000
VIEWS = 20_000


def query(text: str) -> list[tuple[Any, ...]]:
    """Rows of a query, with times in UTC."""
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        return connection.execute(text).fetchall()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Raw files of a small sample."""
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, ROWS, SEED)
    return folder


@pytest.fixture(scope="module")
def copies(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same twice, as the benchmark of large builds copies it."""
    folder = tmp_path_factory.mktemp("copies")
    for number in (1, 2):
        benchmark_data.write_copy(sample, folder, number)
    return folder


def keys(folder: Path, suffix: str) -> dict[str, set[str]]:
    """What the events of some files are told by, blanks left out."""
    reader = {".parquet": "read_parquet", ".csv": "read_csv", ".ndjson": "read_json"}
    files = f"{folder / EVENTS}/*{suffix}"
    rows = f"from {reader[suffix]}('{files}', union_by_name = true)"
    found = [name for (name, *_) in query(f"describe {rows}")]
    return {
        name: {each for (each,) in query(f"select distinct trim({name}) {rows}")}
        - {None, ""}
        for name in IDS
        if name in found
    }


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".ndjson"])
def test_copies_are_other_people_with_other_orders(
    sample: Path, copies: Path, suffix: str
) -> None:
    before, after = keys(sample, suffix), keys(copies, suffix)
    assert before and before.keys() == after.keys()
    for name, ids in before.items():
        expected = {f"{each}_{number}" for each in ids for number in (1, 2)}
        assert after[name] == expected, name


def test_copies_have_all_rows_and_keep_their_blanks(sample: Path, copies: Path) -> None:
    counted = ", ".join(f"count(nullif(trim({name}), ''))" for name in IDS)
    [before], [after] = (
        query(
            f"select count(*), {counted}"
            f" from read_parquet('{folder / EVENTS}/*.parquet', union_by_name = true)"
        )
        for folder in (sample, copies)
    )
    assert before[0] > before[1] > 0
    assert after == tuple(2 * count for count in before)


def test_no_other_column_names_people_or_orders(sample: Path) -> None:
    others = "event_id, device_id, user_id, transaction_id, occurred_at, received_at"
    rows = query(
        f"select to_json(events) from (select * exclude ({others})"
        f" from read_parquet('{sample / EVENTS}/*.parquet', union_by_name = true))"
        " as events"
    )
    said = "\n".join(text for (text,) in rows)
    named = set.union(*keys(sample, ".parquet").values())
    assert [each for each in named if each in said] == []


def test_offline_conversions_follow_their_people(sample: Path, copies: Path) -> None:
    one, two = (
        query(f"from read_csv('{folder}/offline_conversions/*.csv', all_varchar=true)")
        for folder in (sample, copies)
    )
    assert len(two) == 2 * len(one)
    [users], [known] = (
        query(
            "select list(distinct user_id) from"
            f" read_csv('{folder}/offline_conversions/*.csv', all_varchar = true)"
            " where user_id != 'nobody'"
        )
        for folder in (sample, copies)
    )
    assert set(known[0]) - {"nobody_1", "nobody_2"} == {
        f"{user}_{number}" for user in users[0] for number in (1, 2)
    }


def test_spend_and_answers_come_once(sample: Path, copies: Path) -> None:
    for name in ("ad_spend", "ai_visibility"):
        one, two = (
            {path.name: path.read_bytes() for path in (folder / name).iterdir()}
            for folder in (sample, copies)
        )
        assert one == two


def test_large_samples_are_made_of_copies(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(benchmark_data, "MOST_GENERATED", 2_000)
    console = Console(quiet=True)
    folder = benchmark_data.sample_folder(tmp_path, 6_000, SEED, console)
    base = tmp_path / f"raw_2000_{SEED}"
    counted = "select count(*), count(distinct event_id) from '{}/*.parquet'"
    [one], [three] = (query(counted.format(place / EVENTS)) for place in (base, folder))
    assert three == tuple(3 * count for count in one)
    again = benchmark_data.sample_folder(tmp_path, 6_000, SEED, console)
    assert again == folder
    with pytest.raises(BenchmarkError, match="no whole copies of 2,000"):
        benchmark_data.sample_folder(tmp_path, 5_000, SEED, console)


# --------------------------------------------------------------------------- days

END = datetime(2026, 10, 1, tzinfo=UTC).replace(tzinfo=None)


@pytest.mark.parametrize("days", [7, 30, 90, DAYS, 200, 365])
def test_a_layout_has_so_many_days_and_its_last_one_apart(
    sample: Path, tmp_path: Path, days: int
) -> None:
    written = benchmark_data.write_days(sample, days, tmp_path)
    spans = {
        name: query(
            "select count(*), min(least(occurred_at, received_at)), min(received_at),"
            " max(received_at), count(distinct cast(received_at as date))"
            f" from '{tmp_path / name}'"
        )[0]
        for name in (HISTORY, LAST_DAY)
    }
    assert written == {name: span[0] for name, span in spans.items()}
    last = END - timedelta(days=1)
    assert spans[HISTORY][1] >= END - timedelta(days=days)
    assert spans[HISTORY][3] < last <= spans[LAST_DAY][2]
    assert spans[LAST_DAY][3] < END
    # On a few thousand events a day of a year may be empty.
    assert spans[HISTORY][4] >= 0.9 * (days - 1)


@pytest.mark.parametrize("days", [30, 365])
def test_rows_keep_what_they_say_and_how_late_they_came(
    sample: Path, tmp_path: Path, days: int
) -> None:
    benchmark_data.write_days(sample, days, tmp_path)
    moved = (
        "regexp_replace(event_id, '_[0-9]+$', '') as event_id, event_name, page_url,"
        " value, received_at - occurred_at as delay"
    )
    [lost] = query(
        f"select count(*) from (select {moved} from '{tmp_path}/*.parquet' except all"
        " select event_id, event_name, page_url, value, received_at - occurred_at"
        f" from read_parquet('{sample / EVENTS}/*.parquet'))"
    )
    assert lost == (0,)


@pytest.mark.parametrize("days", [7, 30, 365])
def test_nobody_lives_in_two_tiles(sample: Path, tmp_path: Path, days: int) -> None:
    """An event is in one tile, and whoever is in a tile moves as one."""
    benchmark_data.write_days(sample, days, tmp_path)
    rows = query(f"""
        with moved as (
            select
                new.device_id,
                epoch_us(old.occurred_at) - epoch_us(new.occurred_at) as shift
            from '{tmp_path}/*.parquet' as new
            inner join read_parquet('{sample / EVENTS}/*.parquet') as old
                on regexp_replace(new.event_id, '_[0-9]+$', '') = old.event_id
                and new.received_at - new.occurred_at
                = old.received_at - old.occurred_at
        )
        select device_id from moved
        where device_id is not null
        group by device_id having count(distinct shift) > 1
    """)
    assert rows == []


def test_every_day_of_a_longer_layout_has_its_share(
    sample: Path, tmp_path: Path
) -> None:
    written = benchmark_data.write_days(sample, 4 * DAYS, tmp_path)
    [(web,)] = query(
        f"select count(*) from read_parquet('{sample / EVENTS}/*.parquet')"
    )
    # What was received after the last day has not come yet.
    assert 0.98 * web < sum(written.values()) <= web


# --------------------------------------------------------------------- page views


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Page views of 91 days and of one more."""
    folder = tmp_path_factory.mktemp("views")
    benchmark_data.write_page_views(VIEWS, SEED, folder)
    return folder


def test_page_views_have_the_shape_of_the_peers_runs(views: Path) -> None:
    [(rows, ids, late, names, longest)] = query(f"""
        select
            count(*),
            count(distinct event_id),
            count(*) filter (received_at - occurred_at > interval 1 hour),
            count(distinct event_name),
            max(received_at - occurred_at)
        from '{views}/*.parquet'
    """)
    assert rows == pytest.approx(VIEWS, rel=0.05)
    assert (rows - ids) / rows == pytest.approx(0.005, rel=0.3)
    # Copies are received later too.
    assert late / rows == pytest.approx(0.015, rel=0.3)
    assert names == 1
    assert longest < timedelta(days=6)
    [(day,)] = query(f"select count(*) from '{views / LAST_DAY}'")
    assert day / rows == pytest.approx(benchmark_data.LAST_DAY_SHARE, rel=0.3)


def test_the_last_day_of_page_views_is_what_was_received_on_it(views: Path) -> None:
    border = datetime(2026, 9, 30)
    [(history,)] = query(f"select max(received_at) from '{views / HISTORY}'")
    [(first, last)] = query(
        f"select min(received_at), max(received_at) from '{views / LAST_DAY}'"
    )
    assert history < border <= first <= last < border + timedelta(days=1)


def test_page_views_of_a_seed_are_the_same(views: Path, tmp_path: Path) -> None:
    benchmark_data.write_page_views(VIEWS, SEED, tmp_path)
    for name in (HISTORY, LAST_DAY):
        one, two = (
            query(f"from '{folder / name}' order by all")
            for folder in (views, tmp_path)
        )
        assert one == two


def test_a_row_of_text_gets_other_ids_and_keeps_the_rest() -> None:
    row = {"user_id": "u", "device_id": "", "transaction_id": None, "value": "twelve"}
    expected = {**row, "user_id": "u_3"}
    assert benchmark_data.suffixed(row, "_3") == expected
    assert json.loads(json.dumps(expected)) == expected
