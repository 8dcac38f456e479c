"""The models of rates and carts, run in memory on the rows of a test.

A test says which milestones were reached, when, by whom and in which session, and reads
marts.business_rates and marts.carts. Definitions are the seeds of the project unless a
test brings its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
from compiled_models import compile_models, empty_warehouse

SEEDS = Path(__file__).parents[2] / "seeds" / "definitions"
MODELS = {
    "int_events__bounded": "intermediate",
    "int_visits__rolled_up": "intermediate",
    "int_carts__opened": "intermediate",
    "int_carts__resolved": "intermediate",
    "int_milestones__reached": "intermediate",
    "int_milestones__dated": "intermediate",
    "int_session_milestones__counted": "intermediate",
    "int_milestones__rolled_up": "intermediate",
    "int_units__counted": "intermediate",
    "int_units__followed": "intermediate",
    "int_cohorts__followed": "intermediate",
    "int_rates__rolled_up": "intermediate",
    "int_open_cohorts__rolled_up": "intermediate",
    "int_business_rates__counted": "intermediate",
    "business_rates": "marts",
    "carts": "marts",
}
RATE_COLUMNS = """
    rate varchar, numerator varchar, denominator varchar, unit varchar,
    within_seconds bigint, is_complement boolean, benchmark varchar,
    business_model varchar, description varchar
"""
SETTING_UP = f"""
create table definitions.definition_rates ({RATE_COLUMNS});
create table definitions.definition_milestones as
    select * from read_csv('{SEEDS}/definition_milestones.csv', all_varchar = true);
create table definitions.definition_cart_steps as
    select * from read_csv('{SEEDS}/definition_cart_steps.csv');
create table intermediate.int_sessions__attributed (
    session_id varchar, visitor_id varchar, started_at timestamp, session_date date,
    is_new_visitor boolean, landing_page_path varchar, campaign varchar,
    channel varchar, ai_assistant varchar, device_category varchar, country varchar,
    identity_level integer default 2
);
create table intermediate.int_events__matched_to_milestones (
    milestone varchar, event_source varchar, event_id varchar, session_id varchar,
    visitor_id varchar, occurred_at timestamp, transaction_id varchar,
    value decimal(18, 4), currency varchar
);
create table intermediate.int_events__cleaned (occurred_at timestamp);
"""


@dataclass(frozen=True)
class Session:
    session_id: str
    visitor_id: str
    started_at: datetime
    channel: str = "Direct"


@dataclass(frozen=True)
class Reached:
    """An event that reaches a milestone."""

    milestone: str
    event_id: str
    session_id: str
    occurred_at: datetime
    transaction_id: str | None = None


@dataclass(frozen=True)
class Rate:
    """A row of definition_rates."""

    rate: str
    numerator: str
    denominator: str
    unit: str
    within_seconds: int | None = None
    is_complement: bool = False


class RatesOnRows:
    """Compiled once; every call of ``build`` starts from nothing."""

    def __init__(self) -> None:
        self.models = compile_models(list(MODELS), {})
        self.warehouse = empty_warehouse()
        self.warehouse.execute(SETTING_UP)

    def build(
        self,
        sessions: Iterable[Session],
        events: Iterable[Reached],
        horizon: datetime,
        rates: Iterable[Rate] | None = None,
    ) -> duckdb.DuckDBPyConnection:
        """A warehouse with the marts of these rows; ``rates`` replace the seed."""
        sessions, events = list(sessions), list(events)
        visitors = {each.session_id: each.visitor_id for each in sessions}
        for table in (
            "definitions.definition_rates",
            "intermediate.int_sessions__attributed",
            "intermediate.int_events__matched_to_milestones",
            "intermediate.int_events__cleaned",
        ):
            self.warehouse.execute(f"delete from {table}")
        self._define(rates)
        self._fill(
            "int_sessions__attributed (session_id, visitor_id, started_at,"
            " session_date, channel, is_new_visitor)",
            [
                (
                    *(each.session_id, each.visitor_id, each.started_at),
                    *(each.started_at.date(), each.channel, True),
                )
                for each in sessions
            ],
        )
        self._fill(
            "int_events__matched_to_milestones (milestone, event_source, event_id,"
            " session_id, visitor_id, occurred_at, transaction_id)",
            [
                (
                    *(each.milestone, "generic", each.event_id, each.session_id),
                    *(visitors[each.session_id], each.occurred_at),
                    each.transaction_id,
                )
                for each in events
            ],
        )
        self._fill("int_events__cleaned", [(horizon,)])
        for name, schema in MODELS.items():
            self.warehouse.execute(
                f"create or replace table {schema}.{name} as {self.models[name]}"
            )
        return self.warehouse

    def _define(self, rates: Iterable[Rate] | None) -> None:
        if rates is None:
            self.warehouse.execute(
                "insert into definitions.definition_rates"
                f" select * from read_csv('{SEEDS}/definition_rates.csv')"
            )
            return
        self.warehouse.executemany(
            "insert into definitions.definition_rates (rate, numerator, denominator,"
            " unit, within_seconds, is_complement) values (?, ?, ?, ?, ?, ?)",
            [
                (
                    *(each.rate, each.numerator, each.denominator, each.unit),
                    *(each.within_seconds, each.is_complement),
                )
                for each in rates
            ],
        )

    def _fill(self, table: str, rows: list[tuple[object, ...]]) -> None:
        if not rows:
            return
        marks = ", ".join("?" * len(rows[0]))
        self.warehouse.executemany(
            f"insert into intermediate.{table} values ({marks})", rows
        )
