"""Names of the adapters, as the var event_sources takes them; needs no dbt."""

from pathlib import Path

STAGING = Path(__file__).parents[1] / "models" / "staging"


def adapters() -> list[str]:
    """Sources that have a model of events, sorted."""
    return sorted({path.parent.name for path in STAGING.glob("*/stg_*__events.sql")})
