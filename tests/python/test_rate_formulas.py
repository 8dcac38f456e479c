"""Every formula of the default rates on rows that a person can count.

The cases are named after the metric ids of the definitions that the rates follow. A
visitor is a word of milestones, each a day after the one before unless a number of days
stands in front: ``"trial_started 30:subscription_started"`` pays thirty days later.
Milestones joined by + are reached in one session, a minute apart; ``visit`` alone is a
session without a milestone.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from rates_on_rows import RatesOnRows, Reached, Session

START = datetime(2026, 1, 5, 12)
LATE = datetime(2030, 1, 1)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)

Found = Callable[[list[str]], dict[str, tuple[int, int]]]


def rows(visitors: list[str]) -> tuple[list[Session], list[Reached]]:
    sessions, events = [], []
    for visitor, history in enumerate(visitors):
        moment = START
        for number, word in enumerate(history.split()):
            days, _, milestones = word.rpartition(":")
            pause = DAY * float(days) if days else DAY
            moment += pause if number or days else timedelta(0)
            session = f"{visitor} {number}"
            sessions.append(Session(session, str(visitor), moment))
            for step, milestone in enumerate(milestones.split("+")):
                name, _, order = milestone.partition("#")
                if name != "visit":
                    at, event = moment + step * MINUTE, f"{session} {step}"
                    events.append(Reached(name, event, session, at, order or None))
    return sessions, events


@pytest.fixture(scope="module")
def found() -> Found:
    """Numerator and denominator of every default rate over the whole history."""
    built = RatesOnRows()

    def build(visitors: list[str]) -> dict[str, tuple[int, int]]:
        warehouse = built.build(*rows(visitors), LATE)
        counts = warehouse.sql(
            "select rate_name, numerator, denominator from marts.business_rates"
            " where period_grain = 'all' and dimension = 'all'"
        ).fetchall()
        return {name: (over, under) for name, over, under in counts}

    return build


V = "visit"
CASES: dict[str, tuple[str, list[str], tuple[int, int]]] = {
    "M10": ("product_view_rate", ["product_viewed+product_viewed visit", V], (1, 3)),
    "M11": (
        *("product_views_per_session", ["product_viewed+product_viewed visit"]),
        (2, 2),
    ),
    "M12": ("add_to_cart_rate", ["added_to_cart added_to_cart", V, V], (1, 3)),
    "M12 of viewers": (
        "cart_to_view_rate",
        ["product_viewed added_to_cart", "added_to_cart", "product_viewed", V],
        (1, 2),
    ),
    "M13": ("checkout_rate", ["checkout_started", "payment_info_entered", V], (1, 3)),
    "M13 by payment": (
        *("payment_page_rate", ["checkout_started", "payment_info_entered", V]),
        (1, 3),
    ),
    "M14": ("purchase_conversion_rate", ["purchased purchased", V, V, V], (1, 4)),
    "M15": (
        "checkout_completion_rate",
        ["checkout_started+purchased", "checkout_started purchased", "purchased"]
        + ["checkout_started", "purchased checkout_started"],
        (2, 4),
    ),
    "M16": (
        "cart_abandonment_rate",
        ["added_to_cart+purchased", "added_to_cart purchased", "added_to_cart"]
        + ["added_to_cart 1.01:purchased"],
        (2, 4),
    ),
    "M17": (
        *("checkout_abandonment_rate", ["checkout_started+purchased"]),
        (0, 1),
    ),
    "M18": (
        "cart_completion_rate",
        ["added_to_cart+purchased", "added_to_cart purchased", "added_to_cart"]
        + ["added_to_cart 1.01:purchased"],
        (2, 4),
    ),
    "M19": (
        "cart_recovery_rate",
        ["added_to_cart purchased", "added_to_cart 2:purchased", "added_to_cart"]
        + ["added_to_cart 8:purchased", "added_to_cart 8.01:purchased"],
        (2, 4),
    ),
    "M21": (
        "repeat_purchase_rate",
        ["purchased#A purchased#B", "purchased#C purchased#C", "purchased#D"]
        + ["purchased#E 365:purchased#F", "purchased#G 365.1:purchased#H"],
        (2, 5),
    ),
    "M30": ("trial_signup_rate", ["trial_started", V], (1, 2)),
    "M31": (
        "trial_conversion_rate",
        ["trial_started 30:subscription_started", "subscription_started"]
        + ["trial_started 30.1:subscription_started", "trial_started"],
        (1, 3),
    ),
    "M32": (
        "activation_rate",
        ["signed_up+onboarding_completed", "signed_up 14.1:onboarding_completed"],
        (1, 2),
    ),
    "M33": (
        "retention_rate",
        ["subscription_started", "subscription_started 31:subscription_cancelled"]
        + ["subscription_started 10:subscription_cancelled"],
        (2, 3),
    ),
    "M33 by use": (
        "retention_rate_by_use",
        ["subscription_started 20:product_used", "subscription_started"],
        (1, 2),
    ),
    "M33 by visits": ("return_visit_rate", ["visit 30:visit", "visit", V], (1, 3)),
    "M34 of a cohort": (
        "expansion_rate",
        ["subscription_started 20:subscription_upgraded", "subscription_started"],
        (1, 2),
    ),
    "M40": (
        "course_enrolment_rate",
        ["course_viewed course_enrolled", "course_viewed", "course_enrolled", V],
        (1, 2),
    ),
    # The number of an enrolment goes with it to its end, and is no obstacle.
    "M41": (
        "course_completion_rate",
        ["course_enrolled#1 180:course_completed#1", "course_enrolled#2"]
        + ["course_enrolled#3 181:course_completed#3"],
        (1, 3),
    ),
    "M42": (
        "certification_rate",
        ["course_enrolled course_completed certificate_issued", "course_completed"]
        + ["course_enrolled", "course_enrolled"],
        (1, 2),
    ),
    "M42 of enrolments": (
        "certification_rate_of_enrolled",
        ["course_enrolled course_completed certificate_issued", "course_completed"]
        + ["course_enrolled", "course_enrolled"],
        (1, 3),
    ),
    "M50": (
        "form_conversion_rate",
        ["form_viewed+form_started+lead_submitted", "form_viewed lead_submitted"],
        (1, 2),
    ),
    "M51 of starts": (
        *("form_start_rate", ["form_viewed+form_started", "form_viewed", V]),
        (1, 2),
    ),
    "M51 of completions": (
        "form_completion_rate",
        ["form_viewed+form_started+lead_submitted", "form_viewed+form_started"],
        (1, 2),
    ),
    "M53": ("email_signup_rate", ["newsletter_subscribed", V, V], (1, 3)),
    "M54": (
        *("webinar_registration_rate", ["webinar_page_viewed+webinar_registered"]),
        (1, 1),
    ),
    "M60": (
        "sql_conversion_rate",
        ["lead_submitted 60:lead_sales_qualified"]
        + ["lead_submitted 60.1:lead_sales_qualified", "lead_submitted"],
        (1, 3),
    ),
    "M60 of marketing qualified": (
        "mql_to_sql_rate",
        ["lead_submitted lead_marketing_qualified lead_sales_qualified"]
        + ["lead_submitted lead_marketing_qualified", "lead_submitted"],
        (1, 2),
    ),
    "M61": ("demo_request_rate", ["demo_requested", V, V], (1, 3)),
    "M62 whitepaper": ("whitepaper_rate", ["file_downloaded", V], (1, 2)),
    "M62 quote": ("quote_request_rate", ["quote_requested", V], (1, 2)),
    "M62 appointment": ("appointment_rate", ["appointment_booked", V], (1, 2)),
    "M62 contact": ("contact_rate", ["lead_submitted", V], (1, 2)),
    "M63 donation": ("donation_rate", ["donation_page_viewed donated", V, V], (1, 3)),
    "M63 donation page": (
        "donation_page_completion_rate",
        ["donation_page_viewed donated", "donation_page_viewed", V, "donated"],
        (1, 2),
    ),
    "M63 volunteer": ("volunteer_rate", ["volunteer_signed_up", V], (1, 2)),
    "refunds carry the number of their order": (
        *("refunded_buyer_rate", ["purchased#A order_refunded#A", "purchased#B"]),
        (1, 2),
    ),
    "deals": ("win_rate", ["deal_closed+deal_won", "deal_closed+deal_lost"], (1, 2)),
}


@pytest.mark.parametrize("case", CASES)
def test_formula(case: str, found: Found) -> None:
    rate, visitors, expected = CASES[case]
    assert found(visitors)[rate] == expected


def test_t17_without_visits_there_is_nothing_to_divide(found: Found) -> None:
    assert found([]) == {}


def test_t18_visits_without_a_conversion_are_zero(found: Found) -> None:
    assert found([V] * 100)["purchase_conversion_rate"] == (0, 100)


def test_the_steps_of_a_closed_funnel_multiply_to_the_whole(found: Found) -> None:
    """M14 = P(view) * P(cart | view) * P(checkout | cart) * P(purchase | checkout)."""
    steps = ["product_viewed", "added_to_cart", "checkout_started", "purchased"]
    ways = ["+".join(steps[:length]) for length in (1, 1, 1, 1, 2, 2, 3, 3, 4, 4)]
    counts = found([V, V, *ways])
    over, under = counts["purchase_conversion_rate"]
    assert (over, under) == (2, 12)
    viewed, carts = 10 / 12, counts["cart_to_view_rate"]
    completed = counts["checkout_completion_rate"]
    assert (carts, completed) == ((6, 10), (2, 4))
    checkout_of_carts = counts["checkout_rate"][0] / counts["add_to_cart_rate"][0]
    product = viewed * carts[0] / carts[1] * checkout_of_carts * 2 / 4
    assert product == pytest.approx(over / under)
