"""A one-screen summary of a built warehouse: headline rates and what to open next."""

import argparse
import os
import sys
from pathlib import Path

import duckdb
from rich.console import Console
from rich.table import Table

Row = tuple[object, ...]

AUDIT = """
select
    cast(sum(columns(* exclude (event_source, event_date))) as bigint)
from (
    select event_source, event_date, raw, kept, duplicates, rejected, filtered, late
    from marts.event_audit
)
"""
TOTALS = """
select count(*), count(distinct visitor_id), min(session_date), max(session_date)
from marts.sessions
"""
HEADLINES = """
select
    conversion, converting_visitors, visitors, visitor_conversion_rate,
    visitor_conversion_rate_lower, visitor_conversion_rate_upper,
    session_conversion_rate
from marts.conversion_rates
where period_grain = 'all' and dimension = 'all' and conversions > 0
order by
    conversion_class,
    conversion not like 'any_%',
    visitor_conversion_rate desc,
    conversion
"""
CHANNELS = """
select
    dimension_value, sessions, converting_visitors, visitors, visitor_conversion_rate,
    visitor_conversion_rate_lower, visitor_conversion_rate_upper
from marts.conversion_rates
where period_grain = 'all' and dimension = 'channel' and conversion = 'any_macro'
order by visitors desc, dimension_value
"""
# The weakest step is the one that loses the largest share of those before it.
FUNNELS = """
select
    funnel,
    any_value(entered) as entered,
    any_value(mature_entered) as mature_entered,
    max_by(mature_rate, step_number) as rate,
    max_by(mature_rate_lower, step_number) as rate_lower,
    max_by(mature_rate_upper, step_number) as rate_upper,
    min_by(coalesce(milestone, 'step ' || step_number), (step_rate, step_number))
        filter (step_rate is not null) as weakest_step
from marts.funnel_rates
where
    period_grain = 'all' and dimension = 'all' and not is_optional
    and entered > 0
group by funnel
order by entered desc, funnel
"""


def percent(rate: object) -> str:
    """A fraction as a percentage with two decimals; a dash for null."""
    return "-" if rate is None else f"{100 * float(str(rate)):.2f} %"


def interval(lower: object, upper: object) -> str:
    if lower is None or upper is None:
        return "-"
    low, high = (100 * float(str(bound)) for bound in (lower, upper))
    return f"{low:.2f} to {high:.2f} %"


def count(number: object) -> str:
    return f"{number or 0:,}"


def table(title: str, headings: list[str], rows: list[list[str]]) -> Table:
    """A table whose first column is text and whose other columns are numbers."""
    drawn = Table(title=title, title_justify="left", title_style="bold", box=None)
    drawn.padding = (0, 2, 0, 0)
    for position, heading in enumerate(headings):
        drawn.add_column(heading, justify="right" if position else "left", no_wrap=True)
    for row in rows:
        drawn.add_row(*row)
    return drawn


def rate_table(rows: list[Row]) -> Table:
    """The classes in bold, with their conversions below."""
    classes = {
        "any_macro": "[bold]any macro conversion[/bold]",
        "any_micro": "[bold]any micro conversion[/bold]",
    }
    lines = [
        [
            classes.get(str(conversion), f"  {conversion}"),
            percent(rate),
            interval(lower, upper),
            f"{count(converting)} / {count(visitors)}",
            percent(session_rate),
        ]
        for conversion, converting, visitors, rate, lower, upper, session_rate in rows
    ]
    headings = ["conversion", "rate", "95 % interval", "visitors", "of sessions"]
    return table("Conversion rates: converting visitors / visitors", headings, lines)


def channel_table(rows: list[Row]) -> Table:
    headings = ["channel", "macro rate", "95 % interval", "visitors", "sessions"]
    lines = [
        [
            str(channel),
            percent(rate),
            interval(lower, upper),
            f"{count(converting)} / {count(visitors)}",
            count(sessions),
        ]
        for channel, sessions, converting, visitors, rate, lower, upper in rows
    ]
    return table(
        "Channels: a visitor counts in each one used",
        headings,
        lines,
    )


def funnel_table(rows: list[Row]) -> Table:
    headings = ["funnel", "completed", "95 % interval", "of", "weakest step"]
    lines = [
        [
            str(funnel),
            percent(rate) if over else "all open",
            interval(lower, upper),
            count(over or entered),
            str(step),
        ]
        for funnel, entered, over, rate, lower, upper, step in rows
    ]
    return table("Funnels: entries whose window is over", headings, lines)


def print_summary(database: Path, console: Console) -> None:
    """Reads the marts of a DuckDB file and prints the summary.

    Raises duckdb.Error when the file is not a built warehouse.
    """
    with duckdb.connect(str(database), read_only=True) as warehouse:
        audit = warehouse.sql(AUDIT).fetchall()[0]
        totals = warehouse.sql(TOTALS).fetchall()[0]
        headlines = warehouse.sql(HEADLINES).fetchall()
        channels = warehouse.sql(CHANNELS).fetchall()
        funnels = warehouse.sql(FUNNELS).fetchall()
    raw, kept, duplicates, rejected, filtered, late = map(count, audit)
    sessions, visitors, first_day, last_day = totals
    console.print()
    if not sessions:
        console.print(f"No event of {raw} raw rows could be used.")
        console.print("marts.rejected_events says why, row by row.")
        return
    console.print(
        f"[bold]{count(sessions)} sessions of {count(visitors)} visitors[/bold], "
        f"{first_day} to {last_day}"
    )
    console.print(
        f"{raw} raw rows = {kept} kept + {duplicates} duplicates + {rejected} rejected "
        f"+ {filtered} filtered"
    )
    console.print(f"{late} of the kept were received late")
    console.print()
    console.print(rate_table(headlines))
    console.print()
    console.print(channel_table(channels))
    console.print()
    if funnels:
        console.print(funnel_table(funnels))
        console.print()
    console.print(f"Database   {database}  (schema marts; read it with DuckDB or BI)")
    console.print("Meaning    make docs, then open target/static_index.html")
    console.print("Questions  make ask; rejected rows are in marts.rejected_events")
    console.print("Change     a row in seeds/definitions/, then make build")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("WAREHOUSE_PATH", "conversion_analytics.duckdb")
    parser.add_argument("database", nargs="?", type=Path, default=Path(default))
    database = parser.parse_args().database
    try:
        print_summary(database, Console(highlight=False))
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        print(f"{database} is not a built warehouse ({reason}). Run make build.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
