"""How each singular test is broken, so that it can be seen failing.

BREAKAGES maps a test to the mistakes that it has to see, HARMLESS to changes that it
has to accept: the edge of the same rule. Each is a list of statements on broken copies
of tables; every mistake is made on its own.
"""

Statements = list[str]


def one_of(table: str, key: str, condition: str = "true") -> str:
    """A condition that holds for one row of a table, always the same one."""
    return f"{key} = (select min({key}) from broken.{table} where {condition})"


def copied(table: str, changes: str, condition: str) -> str:
    """A statement that adds a changed copy of some rows."""
    return (
        f"insert into broken.{table} select * replace ({changes}) "
        f"from broken.{table} where {condition}"
    )


def updated(table: str, changes: str, condition: str = "true") -> str:
    """A statement that changes some rows."""
    return f"update broken.{table} set {changes} where {condition}"


def deleted(table: str, condition: str = "true") -> str:
    """A statement that deletes some rows."""
    return f"delete from broken.{table} where {condition}"


def forgotten(key: str) -> str:
    """A statement that puts a key of somebody who is still there on the list."""
    return (
        "insert into broken.int_forgotten_keys__merged "
        f"select sha256('conversion_analytics ' || {key}), timestamp '2900-01-01' "
        "from broken.int_events__cleaned where event_source = 'generic'"
    )


CONVERSIONS = "definition_conversions"
MILESTONES = "definition_milestones"
RULES = "definition_channel_rules"
CATEGORIES = "definition_source_categories"
ASSISTANTS = "definition_ai_assistants"
CLICK_IDS = "definition_click_ids"
GCLID = "parameter = 'gclid'"
BENCHMARKS = "benchmark_rates"
ATTRIBUTION = "definition_attribution_models"
FUNNELS = "definition_funnels"
STEPS = "definition_funnel_steps"
EXCLUSIONS = "definition_funnel_exclusions"
PURCHASE = "conversion = 'purchase'"
LAST_RULE = "priority = (select max(priority) from broken.definition_channel_rules)"

DEFINITIONS: dict[str, list[Statements]] = {
    "assert_definitions_avoid_reserved_words": [
        [updated(CONVERSIONS, "conversion = 'any_macro'", PURCHASE)],
        [updated(CONVERSIONS, "conversion = ' Visit'", PURCHASE)],
        [updated(MILESTONES, "milestone = 'visit'", "milestone = 'page_viewed'")],
        [updated(ASSISTANTS, "ai_assistant = 'All'", "ai_assistant = 'Poe'")],
    ],
    "assert_a_milestone_feeds_one_macro_conversion": [
        [copied(CONVERSIONS, "'order' as conversion", PURCHASE)],
        [
            updated(CONVERSIONS, "valid_to = date '2026-06-30'", PURCHASE),
            copied(
                CONVERSIONS,
                "'order' as conversion, date '2026-06-30' as valid_from,"
                " null as valid_to",
                PURCHASE,
            ),
        ],
    ],
    "assert_rows_of_a_conversion_take_turns": [
        [copied(CONVERSIONS, "milestone as milestone", PURCHASE)],
        [copied(CONVERSIONS, "date '2026-07-01' as valid_from", PURCHASE)],
        [
            updated(CONVERSIONS, "valid_to = date '2026-06-30'", PURCHASE),
            copied(
                CONVERSIONS,
                "date '2026-06-30' as valid_from, null as valid_to",
                PURCHASE,
            ),
        ],
    ],
    "assert_a_conversion_keeps_its_class": [
        [copied(CONVERSIONS, "'micro' as conversion_class", PURCHASE)],
    ],
    "assert_compared_numbers_are_numbers": [
        [updated(MILESTONES, "value = '50%'", "operator = 'at_least'")],
        [updated(MILESTONES, "value = null", "operator = 'at_least'")],
    ],
    "assert_channel_rules_end_with_a_catch_all": [
        [deleted(RULES, LAST_RULE)],
        [updated(RULES, "medium_pattern = '^print$'", LAST_RULE)],
        [updated(RULES, "applies_to = 'ga4'", LAST_RULE)],
        [copied(RULES, "5 as priority", LAST_RULE)],
        [deleted(RULES)],
    ],
    "assert_a_source_name_has_one_category": [
        [
            updated(
                CATEGORIES,
                "source_category = 'video'",
                "source_pattern = 'facebook.com'",
            )
        ],
    ],
    "assert_an_ai_assistant_has_one_name": [
        [updated(ASSISTANTS, "ai_assistant = 'chatgpt'", "match_value = 'chat.com'")],
        [
            copied(
                ASSISTANTS,
                "'Claude' as ai_assistant, 'source' as match_field",
                "match_value = 'chatgpt.com'",
            )
        ],
    ],
    "assert_click_ids_are_told_apart": [
        [copied(CLICK_IDS, "'GCLID' as parameter", GCLID)],
        [updated(CLICK_IDS, "source = 'Google'", GCLID)],
        [updated(CLICK_IDS, "medium = ' cpc'", GCLID)],
        [updated(CLICK_IDS, "campaign = 'Spring'", GCLID)],
        [updated(CLICK_IDS, "parameter = 'gclid '", GCLID)],
        [updated(CLICK_IDS, "parameter = 'gclid='", GCLID)],
        [updated(CLICK_IDS, "parameter = '&gclid'", GCLID)],
    ],
    "assert_patterns_are_lower_case": [
        [
            updated(
                CATEGORIES,
                "source_pattern = 'Facebook.com'",
                "source_pattern = 'facebook.com'",
            )
        ],
        [
            updated(
                CATEGORIES,
                "source_pattern = 'www.facebook.com'",
                "source_pattern = 'facebook.com'",
            )
        ],
        [
            updated(
                ASSISTANTS, "match_value = 'claude.ai '", "match_value = 'claude.ai'"
            )
        ],
    ],
    "assert_every_business_model_has_a_macro_conversion": [
        [updated(CONVERSIONS, "conversion_class = 'micro'")],
        [
            updated(
                CONVERSIONS,
                "conversion_class = 'micro'",
                "business_model in ('saas', 'all')",
            )
        ],
    ],
    "assert_glossary_benchmarks_are_as_published": [
        [updated(BENCHMARKS, "average_low = 0.026", "benchmark_id = 'B01'")],
        [updated(BENCHMARKS, "average_high = null", "benchmark_id = 'B02'")],
        [updated(BENCHMARKS, "typical_low = 0.05", "benchmark_id = 'B03'")],
        [updated(BENCHMARKS, "typical_high = null", "benchmark_id = 'B05'")],
        [updated(BENCHMARKS, "multiplier = 5", "benchmark_id = 'B10'")],
        [updated(BENCHMARKS, "average_low = 0.1", "benchmark_id = 'B10'")],
        [updated(BENCHMARKS, "evidence = 'primary'", "benchmark_id = 'B06'")],
        [updated(BENCHMARKS, "publication_id = null", "benchmark_id = 'B06'")],
        [deleted(BENCHMARKS, "benchmark_id = 'B07'")],
        [copied(BENCHMARKS, "'B11' as benchmark_id", "benchmark_id = 'B09'")],
    ],
    "assert_benchmarks_name_segments_that_exist": [
        [
            updated(
                BENCHMARKS, "dimension_value = 'Paid search'", "benchmark_id = 'B06'"
            )
        ],
        [
            updated(
                BENCHMARKS,
                "reference_dimension_value = 'Google'",
                "benchmark_id = 'B10'",
            )
        ],
        [updated(BENCHMARKS, "dimension_value = null", "dimension = 'ai_assistant'")],
    ],
    "assert_attribution_models_say_what_they_need": [
        [updated(ATTRIBUTION, "half_life_days = null", "rule = 'decay'")],
        [updated(ATTRIBUTION, "half_life_days = 7", "rule = 'linear'")],
        [updated(ATTRIBUTION, "half_life_days = 0", "rule = 'decay'")],
        [updated(ATTRIBUTION, "first_share = null", "rule = 'position'")],
        [updated(ATTRIBUTION, "last_share = null", "rule = 'position'")],
        [updated(ATTRIBUTION, "last_share = 0.5", "rule = 'last'")],
        [updated(ATTRIBUTION, "first_share = 0", "rule = 'position'")],
        [updated(ATTRIBUTION, "last_share = 0.7", "rule = 'position'")],
        [updated(ATTRIBUTION, "is_additive = true", "rule = 'every'")],
        [updated(ATTRIBUTION, "is_additive = false", "rule = 'linear'")],
        [updated(ATTRIBUTION, "passed_over_channel = 'direct'", "rule = 'last'")],
        [updated(RULES, "channel = '(null)'", "channel = 'Email'")],
        [updated(RULES, "channel = '(start)'", "channel = 'Email'")],
        [updated(RULES, "channel = '(conversion)'", "channel = 'Email'")],
    ],
    "assert_funnels_have_steps_to_pass": [
        [deleted(STEPS, "funnel = 'ecom_cart' and step_number = 3")],
        [updated(STEPS, "is_optional = true", "funnel = 'webinar'")],
        [deleted(STEPS, "funnel = 'store'")],
        [deleted(FUNNELS, "funnel <> 'course'"), updated(STEPS, "funnel = 'course'")],
    ],
    "assert_funnel_options_fit_their_ordering": [
        [updated(FUNNELS, "ordering = 'strict'", "funnel = 'ecom_purchase'")],
        [updated(FUNNELS, "ordering = 'unordered'", "funnel = 'ecom_cart'")],
        [
            updated(FUNNELS, "ordering = 'unordered'", "funnel = 'webinar'"),
            updated(STEPS, "within_seconds = 60", "funnel = 'webinar'"),
        ],
        [updated(STEPS, "within_seconds = 60", "is_optional")],
        [
            updated(
                "int_funnel_steps__planned",
                "funnel = 'course', ordering = 'unordered', is_shared = true",
            )
        ],
    ],
    "assert_funnel_exclusions_lie_between_required_steps": [
        [updated(EXCLUSIONS, "after_step = 3")],
        [updated(EXCLUSIONS, "before_step = 1")],
        [updated(EXCLUSIONS, "after_step = 2, before_step = null")],
        [updated(EXCLUSIONS, "funnel = 'ecom_cart', before_step = 2")],
        [updated(EXCLUSIONS, "funnel = 'ecom_cart', after_step = 2, before_step = 3")],
        [updated(EXCLUSIONS, "funnel = 'webinar', after_step = 2, before_step = 1")],
    ],
}

LOADS = "int_raw_events__counted"
ONE_LOADED_DAY = one_of(LOADS, "event_date")
ONE_DAY = one_of("event_audit", "event_date", "kept > 1")
ONE_EVENT = one_of("int_events__cleaned", "event_id")
ONE_ROW = (
    "("
    + one_of(
        "int_events__cleaned",
        "event_id",
        "event_id in (select event_id from broken.int_events__unioned"
        " group by event_id having count(*) = 1)",
    )
    + ")"
)
ONE_COUNTED_EVENT = one_of("int_events__identified", "event_id")
FILTERED_TWICE = (
    "insert into broken.int_events__filtered (event_source, event_id, filter_reason)"
    " values ('generic', 'an event that counts', 'bot')"
)
ONE_PLACED_EVENT = one_of("int_events__sessionized", "event_id")
ONE_LOGIN = one_of("int_events__sessionized", "event_id", "user_id > ''")
ONE_DEVICE = one_of("int_events__sessionized", "event_id", "identity_level = 2")
ONE_STITCHED = one_of(
    "int_events__sessionized", "event_id", "user_id is null and identity_level = 3"
)
REFUSED = "identity_level = 1, has_analytics_consent = false"
DEVICE_DAY = "device_id || cast(occurred_at as date)"
ONE_SESSION = one_of("sessions", "session_id")
ONE_TAG = one_of("campaign_tags", "campaign_tag_id", "sent_source > ''")
TAGGED_SESSION = one_of("sessions", "session_id", "sent_source > ''")
ONE_LANDING_DAY = "period_grain = 'day' and landing_page_path = '/' and " + one_of(
    "landing_pages",
    "period_start",
    "period_grain = 'day' and landing_page_path = '/'",
)
WHOLE_LANDING = "period_grain = 'all' and landing_page_path = '/'"
ONE_CART = one_of("carts", "cart_id")
ONE_VISITOR = one_of("visitors", "visitor_id")
ONE_CONVERSION = one_of("conversions", "conversion_id")
SPEND = "ad_spend"
ONE_MATCHED = one_of("offline_conversions", "offline_conversion_id", "is_matched")
COUNTED_OFFLINE = (
    "offline_conversion_id = (select min(event_id) from broken.conversions"
    " where event_source = 'offline')"
)
ONE_MACRO = one_of("conversions", "conversion_id", "conversion_class = 'macro'")
ONE_PAID = one_of(
    "conversions",
    "conversion_id",
    "conversion_class = 'macro' and currency is not null",
)
ONE_VALUE = one_of("conversions", "conversion_id", "value_amount > 0")
FIRST_SESSION = one_of("sessions", "session_id", "is_new_visitor")
WITH_CONVERSION = one_of("sessions", "session_id", "has_macro_conversion")
LATEST_EVENT = (
    "event_id = (select max_by(event_id, (occurred_at, event_id))"
    " from broken.int_events__sessionized)"
)
ALL_ROW = "conversion = 'purchase' and period_grain = 'all' and dimension = 'all'"
CHANNEL_ROW = (
    "conversion = 'purchase' and period_grain = 'month' and dimension = 'channel'"
    " and dimension_value = 'Email'"
)
DAY_ROW = (
    "conversion = 'purchase' and period_grain = 'day' and dimension = 'all'"
    " and period_start = (select max(period_start) from broken.conversion_rates"
    " where period_grain = 'day')"
)
RATES = "conversion_rates"
COMPARED = "benchmark_comparison"
BUSINESS_RATES = "business_rates"
BUSINESS_ROW = "period_grain = 'all' and dimension = 'all' and rate_name = "
COMPLETED = BUSINESS_ROW + "'cart_completion_rate'"
RECOVERED = BUSINESS_ROW + "'cart_recovery_rate'"
VIEWED = BUSINESS_ROW + "'product_view_rate'"
ONE_CART_DAY = (
    "rate_name = 'cart_abandonment_rate' and period_grain = 'day' and dimension = 'all'"
    " and period_start = (select max(session_date) from broken.carts)"
)
OWN_RATE = one_of(COMPARED, "comparison_id", "multiplier is null and own_rate > 0")
FUNNEL_RATES = "funnel_rates"
JOURNEYS = "funnel_journeys"
LAST_STEP = (
    "funnel = 'ecom_purchase' and step_number = 8 and period_grain = 'all'"
    " and dimension = 'all'"
)
CHANNEL_STEP = (
    "funnel = 'ecom_purchase' and step_number = 3 and period_grain = 'month'"
    " and dimension = 'channel' and dimension_value = 'Email'"
)
WITH_EXCLUDED = (
    "funnel = 'research_online' and period_grain = 'all' and dimension = 'all'"
)
ONE_JOURNEY = one_of(JOURNEYS, "journey_id")
ONE_BEST = one_of(JOURNEYS, "journey_id", "is_best_attempt and is_completed")
COMPLETED_JOURNEY = "is_completed and funnel = 'ecom_purchase'"


def later_event(pause: str, session: str = "session_id") -> Statements:
    """One more event of the latest visitor, so long after the last, in some session."""
    changes = f"'later' as event_id, occurred_at + interval '{pause}' as occurred_at"
    changes += f", {session} as session_id"
    return [copied("int_events__sessionized", changes, LATEST_EVENT)]


def reached(milestone: str, changes: str = "event_id as event_id") -> str:
    """A statement that lets one purchase reach another milestone too."""
    return copied(MATCHED, f"'{milestone}' as milestone, {changes}", ONE_PURCHASE)


def month(start: str, customers: int, customers_at_end: int | str) -> str:
    """A statement that adds a month with customers at its start and end."""
    values = f"date '{start}', {customers}, {customers_at_end}"
    return (
        "insert into broken.subscription_months"
        f" (period_start, customers_at_start, customers_at_end) values ({values})"
    )


PLACED = "int_events__sessionized"
ITEM_RATES = "product_conversion"
ITEMS = "int_items__unnested"
RETENTION = "retention"
MATCHED = "int_events__matched_to_milestones"
BOUGHT = "role = 'item_bought'"
BOUGHT_AGAIN = (
    f"{BOUGHT} and item_id in (select item_id from broken.{ITEMS}"
    f" where {BOUGHT} group by item_id having count(distinct event_id) > 1)"
)
ONE_ITEM = "period_grain = 'all' and " + one_of(
    ITEM_RATES, "item_id", "period_grain = 'all' and carters_who_bought > 1"
)
BOUGHT_UNSEEN = "period_grain = 'all' and buyers_without_view > 0"
ONE_PURCHASE = "milestone = 'purchased' and " + one_of(
    MATCHED, "event_id", "milestone = 'purchased'"
)
SOLD_IN_STORE = reached("store_purchased")
ON_ONE_DAY = "insert into broken.store_days (transactions) values (1)"
IN_SEPTEMBER = "timestamp '2026-09-10' as occurred_at"
SUBSCRIBED = reached("subscription_started", IN_SEPTEMBER)
CANCELLED = reached("subscription_cancelled", "timestamp '2026-09-20' as occurred_at")

CREDITS = "attributed_conversions"
CHANNELS = "channel_attribution"
CAMPAIGNS = "campaign_performance"
ONE_CAMPAIGN = (
    "attribution_model = 'linear' and conversion = 'purchase'"
    " and period_grain = 'month' and dimension = 'channel'"
    " and dimension_value = 'Paid Search' and period_start = date '2026-08-01'"
)
CHAIN = "int_channel_steps__counted"
PATHS = "conversion_paths"
ONE_PATH = (
    "conversion = 'purchase' and period_grain = 'month' and opening_channel = 'Email'"
    " and channel_path = (select min(channel_path) from broken.conversion_paths"
    " where conversion = 'purchase' and period_grain = 'month'"
    " and opening_channel = 'Email' and closing_channel <> 'Email')"
)
ONE_CREDIT = (
    "attribution_model = 'linear' and touch_number = 1 and currency is not null and "
    + one_of(CREDITS, "conversion_id", "currency is not null and touches > 1")
)
ONE_CREDITED_DAY = (
    "attribution_model = 'markov' and conversion = 'purchase' and period_grain = 'day'"
    " and dimension = 'all' and period_start = (select max(period_start)"
    f" from broken.{CHANNELS} where conversion = 'purchase' and period_grain = 'day')"
)
AI = "ai_assistant_performance"
AI_PAGES = "ai_assistant_landing_pages"
ALL_AI = "ai_assistant = 'all' and period_grain = 'all'"
AI_DAY = "ai_assistant <> 'all' and period_grain = 'day'"
ONE_AI_DAY = f"{AI_DAY} and {one_of(AI, 'period_start', AI_DAY)}"

INVARIANTS: dict[str, list[Statements]] = {
    "assert_campaigns_hold_all_cost_and_visits": [
        [updated(CAMPAIGNS, "cost_amount = cost_amount + 0.000001", ONE_CAMPAIGN)],
        [updated(CAMPAIGNS, "cost_amount = null", ONE_CAMPAIGN)],
        [updated(CAMPAIGNS, "sessions = sessions + 1", ONE_CAMPAIGN)],
        [updated(CAMPAIGNS, "clicks = clicks + 1", ONE_CAMPAIGN)],
        [
            updated(
                CAMPAIGNS,
                "credited_conversions = credited_conversions + 0.000000000001",
                ONE_CAMPAIGN,
            )
        ],
        [
            updated(
                CAMPAIGNS,
                "credited_new_customers = credited_new_customers + 1",
                ONE_CAMPAIGN,
            )
        ],
        [
            updated(
                CAMPAIGNS,
                "credited_value_amount = credited_value_amount + 0.0001",
                ONE_CAMPAIGN,
            )
        ],
        [updated(CAMPAIGNS, "currency = 'USD'", ONE_CAMPAIGN)],
        [deleted(CAMPAIGNS, "sessions = 0")],
        [deleted(CAMPAIGNS, "period_grain = 'month'")],
        [deleted(CAMPAIGNS, "attribution_model = 'markov'")],
        [copied(CAMPAIGNS, "'participation' as attribution_model", ONE_CAMPAIGN)],
        [deleted(SPEND, "platform = 'google_ads'")],
        [deleted("conversions", ONE_MACRO)],
    ],
    "assert_credits_add_up": [
        [updated(CREDITS, "credit = credit - 0.000000000001", ONE_CREDIT)],
        [
            updated(
                CREDITS,
                "credited_value_amount = credited_value_amount + 0.0001",
                ONE_CREDIT,
            )
        ],
        [updated(CREDITS, "credited_value_amount = null", "currency is not null")],
        [deleted(CREDITS, ONE_CREDIT)],
        [deleted(CREDITS, "attribution_model = 'shapley'")],
        [deleted(CREDITS, one_of(CREDITS, "conversion_id"))],
        [deleted(CREDITS, "credit = 0")],
        [updated(CREDITS, "credit = 0.5", "attribution_model = 'participation'")],
        [copied(CREDITS, "'other' as conversion_id", ONE_CREDIT)],
        [copied("conversions", "'new' as conversion_id", ONE_MACRO)],
    ],
    "assert_channels_are_credited_with_all_conversions": [
        [deleted(CHANNELS, "dimension = 'channel' and dimension_value = 'Email'")],
        [deleted(CHANNELS, "period_grain = 'week'")],
        [deleted(CHANNELS, ONE_CREDITED_DAY)],
        [
            updated(
                CHANNELS,
                "credited_conversions = credited_conversions + 0.000000000001",
                ONE_CREDITED_DAY,
            )
        ],
        [
            updated(
                CHANNELS,
                "credited_value_amount = credited_value_amount + 0.0001",
                ONE_CREDITED_DAY,
            )
        ],
        [updated(CHANNELS, "conversion = 'order'", "conversion = 'any_macro'")],
        [
            updated("conversions", "currency = 'XXX'", ONE_PAID),
            updated(CHANNELS, "credited_value_amount = 1", "dimension = 'all'"),
        ],
        [copied("conversions", "'new' as conversion_id", ONE_MACRO)],
    ],
    "assert_the_chain_converts_as_often_as_its_journeys": [
        [updated("channel_removal_effects", "journey_conversion_rate = 0.5")],
        [
            updated(
                "channel_removal_effects",
                "journey_conversion_rate = journey_conversion_rate + 0.001",
                "channel = 'Email'",
            )
        ],
        [deleted("channel_removal_effects")],
        [updated(CHAIN, "moves = moves + 1", "to_state = '(null)'")],
        [updated(CHAIN, "moves = moves + 1", "to_state = 'Email'")],
        [deleted(CHAIN, "from_state = '(start)' and to_state = 'Email'")],
        [deleted("conversions", ONE_MACRO)],
        [deleted("sessions", one_of("sessions", "session_id"))],
    ],
    "assert_no_event_is_lost_between_layers": [
        [deleted("int_events__identified", ONE_COUNTED_EVENT)],
        [deleted("int_events__identified")],
        [copied("int_events__identified", "'new' as event_id", ONE_COUNTED_EVENT)],
        [FILTERED_TWICE],
        [deleted("rejected_events", one_of("rejected_events", "rejected_event_id"))],
        [deleted("int_events__checked", "rejection_reason = 'missing_actor'")],
        [copied("int_events__unioned", "'other' as event_source", "event_id is null")],
        [updated("int_events__cleaned", "event_id = 'other'", ONE_EVENT)],
        [updated(LOADS, "loaded_at = timestamp '2000-01-01'", ONE_LOADED_DAY)],
        [updated(LOADS, "raw = raw + 1", ONE_LOADED_DAY)],
        [updated(LOADS, "rejected = rejected + 1", ONE_LOADED_DAY)],
        [updated("event_audit", "raw = raw + 1", ONE_DAY)],
        [updated("event_audit", "kept = kept - 1, rejected = rejected + 1", ONE_DAY)],
        [updated("event_audit", "kept = kept - 1, duplicates = duplicates + 1")],
        [updated("event_audit", "filtered = filtered + 1", ONE_DAY)],
        [updated("event_audit", "kept = kept - 1, filtered = filtered + 1", ONE_DAY)],
        [deleted("event_audit")],
    ],
    "assert_forgotten_visitors_stay_away": [
        [forgotten("'user_id ' || min(user_id)")],
        [forgotten("'device_id ' || min(device_id)")],
        [forgotten("'event generic ' || min(event_id)")],
    ],
    "assert_no_input_row_is_lost": [
        [deleted("stg_offline__conversions", "event_id = 'broken'")],
        [deleted("int_ad_spend__unioned", "cost < 0")],
        [deleted("stg_generic__ai_visibility", "cited_answers > answers")],
        [deleted("event_audit", "event_source = 'ad_spend'")],
        [deleted("offline_conversions", ONE_MATCHED)],
        [deleted(SPEND, "platform = 'google_ads'")],
        [updated(SPEND, "cost_amount = cost_amount + 0.000001")],
        [updated("int_ad_spend__checked", "is_duplicate = true")],
        [deleted("ai_visibility", "platform = 'ChatGPT'")],
        [
            updated(
                "int_ai_visibility__checked",
                "rejection_reason = null",
                "cited_answers > answers",
            )
        ],
    ],
    "assert_offline_conversions_follow_the_last_visit": [
        [updated("offline_conversions", "session_id = 'none'", ONE_MATCHED)],
        [updated("offline_conversions", "visitor_id = 'other'", ONE_MATCHED)],
        [updated("offline_conversions", "channel = 'Offline'", ONE_MATCHED)],
        [
            updated(
                "offline_conversions",
                "occurred_at = timestamp '2000-01-01'",
                ONE_MATCHED,
            )
        ],
        [
            "insert into broken.sessions select * replace ('later' as session_id,"
            " started_at + interval 1 microsecond as started_at)"
            " from broken.sessions where session_id in"
            f" (select session_id from broken.offline_conversions where {ONE_MATCHED})"
        ],
    ],
    "assert_offline_conversions_are_counted_like_events": [
        [deleted("offline_conversions", COUNTED_OFFLINE)],
        [updated("offline_conversions", "is_matched = false", COUNTED_OFFLINE)],
        [updated("offline_conversions", "session_id = 'none'", COUNTED_OFFLINE)],
        [updated("offline_conversions", "visitor_id = 'other'", COUNTED_OFFLINE)],
        [
            updated(
                "offline_conversions",
                "occurred_at = occurred_at + interval 1 second",
                COUNTED_OFFLINE,
            )
        ],
        [
            copied(
                MATCHED,
                "'offline' as event_source, 'nobody' as event_id",
                ONE_PURCHASE,
            )
        ],
    ],
    "assert_every_event_is_in_one_session": [
        [deleted("int_events__sessionized", ONE_PLACED_EVENT)],
        [copied("int_events__sessionized", "event_id as event_id", ONE_PLACED_EVENT)],
        [updated("int_events__sessionized", "session_id = null", ONE_PLACED_EVENT)],
        [deleted("sessions", ONE_SESSION)],
        [updated("sessions", "visitor_id = 'somebody else'", ONE_SESSION)],
        [deleted("int_events__identified", ONE_COUNTED_EVENT)],
    ],
    "assert_logins_and_visitors_are_one_to_one": [
        [updated(PLACED, "visitor_id = 'both'", "user_id is not null")],
        [updated(PLACED, "visitor_id = event_id", ONE_LOGIN)],
    ],
    "assert_identity_levels_say_how_visitors_are_known": [
        [updated(PLACED, "identity_level = 2", ONE_LOGIN)],
        [updated(PLACED, "identity_level = 3", ONE_DEVICE)],
        [updated(PLACED, "identity_level = 1", ONE_DEVICE)],
        [updated(PLACED, "identity_level = 0", ONE_DEVICE)],
        [updated(PLACED, "identity_level = null", ONE_DEVICE)],
        [updated(PLACED, "visitor_id = 'nobody'", ONE_DEVICE)],
        [updated(PLACED, "visitor_id = 'nobody'", ONE_STITCHED)],
        [updated(PLACED, "visitor_id = device_id", ONE_STITCHED)],
        [updated(PLACED, "has_analytics_consent = false", ONE_DEVICE)],
        [updated(PLACED, "has_analytics_consent = false", ONE_STITCHED)],
        [updated(PLACED, f"{REFUSED}, visitor_id = cast(occurred_at as date)")],
        [updated(PLACED, f"{REFUSED}, visitor_id = device_id", "device_id > ''")],
    ],
    "assert_no_device_is_called_like_a_login": [
        [updated(PLACED, "visitor_id = 'both'", f"{ONE_LOGIN} or {ONE_DEVICE}")],
    ],
    "assert_sessions_hold_their_events": [
        [updated("sessions", "events = events + 1", ONE_SESSION)],
        [updated("sessions", "page_views = null", ONE_SESSION)],
        [updated("sessions", "ended_at = ended_at + interval 1 second", ONE_SESSION)],
        [updated("sessions", "started_at = null", ONE_SESSION)],
        [updated("sessions", "session_date = session_date + 1", ONE_SESSION)],
        [updated("sessions", "visitor_id = 'somebody else'", ONE_SESSION)],
        [deleted("sessions", ONE_SESSION)],
        [copied("sessions", "'empty' as session_id", ONE_SESSION)],
    ],
    "assert_sessions_of_a_visitor_lie_apart": [
        later_event("30 minutes", "'second'"),
        later_event("0 minutes", "'second'"),
        [updated("int_events__sessionized", "session_id = event_id")],
    ],
    "assert_no_session_spans_a_cut": [
        later_event("1800.000001 seconds"),
        later_event("1 day"),
    ],
    "assert_new_visitors_are_counted_once": [
        [updated("sessions", "is_new_visitor = true")],
        [updated("sessions", "is_new_visitor = false", FIRST_SESSION)],
        [updated("sessions", "is_new_visitor = null")],
        [updated("sessions", "is_new_visitor = not is_new_visitor")],
        [deleted("visitors", ONE_VISITOR)],
        [copied("visitors", "'ghost' as visitor_id", ONE_VISITOR)],
        [updated("visitors", "first_seen_at = null", ONE_VISITOR)],
    ],
    "assert_channels_come_from_the_rules": [
        [updated("sessions", "channel = null", ONE_SESSION)],
        [updated("sessions", "channel_ga4 = null", ONE_SESSION)],
        [updated("sessions", "channel = 'Paid search'", ONE_SESSION)],
        [updated("sessions", "channel_ga4 = 'Paid AI'", ONE_SESSION)],
    ],
    "assert_conversions_fit_their_session": [
        [updated("conversions", "session_id = 'none'", ONE_CONVERSION)],
        [updated("conversions", "session_id = null", ONE_CONVERSION)],
        [updated("conversions", "visitor_id = 'somebody else'", ONE_CONVERSION)],
        [updated("conversions", "channel = 'Elsewhere'", ONE_CONVERSION)],
        [updated("conversions", "channel = null", ONE_CONVERSION)],
        [
            updated(
                "conversions",
                "occurred_at = occurred_at + interval 1 day,"
                " conversion_date = conversion_date + 1",
                ONE_CONVERSION,
            )
        ],
        [updated("conversions", "occurred_at = null", ONE_CONVERSION)],
        [
            updated(
                "conversions", "conversion_date = conversion_date + 1", ONE_CONVERSION
            )
        ],
    ],
    "assert_campaign_tags_hold_every_tagged_session": [
        [deleted("campaign_tags", ONE_TAG)],
        [updated("campaign_tags", "sessions = sessions + 1", ONE_TAG)],
        [updated("campaign_tags", "converting_sessions = -1", ONE_TAG)],
        [updated("campaign_tags", "channel = 'Elsewhere'", ONE_TAG)],
        [updated("campaign_tags", "sent_source = upper(sent_source)", ONE_TAG)],
        [copied("campaign_tags", "'untagged' as sent_campaign", ONE_TAG)],
        [updated("sessions", "sent_campaign = 'other'", TAGGED_SESSION)],
    ],
    "assert_conversion_paths_hold_every_conversion": [
        [deleted(PATHS, ONE_PATH)],
        [updated(PATHS, "conversions = conversions + 1", ONE_PATH)],
        [updated(PATHS, "conversion_share = conversion_share / 2", ONE_PATH)],
        [updated(PATHS, "visits_per_conversion = visits_per_conversion + 1", ONE_PATH)],
        [updated(PATHS, "value_amount = value_amount + 0.01", ONE_PATH)],
        [updated(PATHS, "channel_path = 'Nowhere > ' || channel_path", ONE_PATH)],
        [updated(PATHS, "channel_path = channel_path || ' > Nowhere'", ONE_PATH)],
        [updated(PATHS, "opening_channel = closing_channel", ONE_PATH)],
        [updated(PATHS, "closing_channel = 'Nowhere'", ONE_PATH)],
        [deleted(PATHS, "period_grain = 'all'")],
        [deleted("attributed_conversions", "touch_number = 1")],
    ],
    "assert_most_campaign_tags_are_tidy": [
        [updated("campaign_tags", f"{mistake} = true")]
        for mistake in (
            *("has_capitals", "has_blanks", "has_placeholder"),
            *("has_no_source", "has_no_medium", "has_unknown_medium"),
        )
    ],
    "assert_landing_pages_hold_every_entrance": [
        [deleted("landing_pages", ONE_LANDING_DAY)],
        [updated("landing_pages", "entrances = entrances + 1", ONE_LANDING_DAY)],
        [updated("landing_pages", "period_start = period_start - 40", WHOLE_LANDING)],
        [
            updated(
                "landing_pages",
                "engaged_sessions = engaged_sessions + 1",
                WHOLE_LANDING,
            )
        ],
        [
            updated(
                "landing_pages",
                "converting_sessions = converting_sessions + 1",
                WHOLE_LANDING,
            )
        ],
        [
            updated(
                "landing_pages", "single_page_sessions = 0", "period_grain = 'month'"
            )
        ],
        [
            updated(
                "landing_pages",
                "previous_entrances = 0",
                "period_grain = 'day' and previous_entrances > 0",
            )
        ],
        [copied("sessions", "'/nowhere' as landing_page_path", ONE_SESSION)],
    ],
    "assert_sessions_and_conversions_agree": [
        [updated("sessions", "has_macro_conversion = false", WITH_CONVERSION)],
        [updated("sessions", "has_macro_conversion = true")],
        [updated("sessions", "has_micro_conversion = null", ONE_SESSION)],
        [
            updated(
                "sessions",
                "conversion_value_amount = conversion_value_amount + 0.01",
                ONE_SESSION,
            )
        ],
        [updated("sessions", "conversion_value_amount = null", WITH_CONVERSION)],
        [deleted("sessions", WITH_CONVERSION)],
        [deleted("conversions", ONE_VALUE)],
        [updated("conversions", "value_amount = value_amount + 1", ONE_VALUE)],
    ],
    "assert_visitors_and_conversions_agree": [
        [updated("visitors", "sessions = sessions + 1", ONE_VISITOR)],
        [updated("visitors", "conversions = null", ONE_VISITOR)],
        [updated("visitors", "macro_conversions = macro_conversions + 1", ONE_VISITOR)],
        [updated("visitors", "value = value + 0.01", ONE_VISITOR)],
        [updated("visitors", "last_seen_at = null", ONE_VISITOR)],
        [deleted("visitors", ONE_VISITOR)],
        [deleted("conversions", ONE_VALUE)],
        [deleted("sessions", ONE_SESSION)],
    ],
    "assert_conversions_keep_to_their_counting_rule": [
        [copied("conversions", "'twice' as conversion_id", ONE_CONVERSION)],
        [deleted("conversions", ONE_CONVERSION)],
        [
            updated(
                "conversions",
                "occurred_at = occurred_at + interval 1 second",
                ONE_CONVERSION,
            )
        ],
        [updated("conversions", "event_id = 'none'", ONE_CONVERSION)],
        [updated(CONVERSIONS, "counting = 'once_per_visitor'", "counting <> 'every'")],
        [updated(CONVERSIONS, "counting = 'every'")],
        [deleted("int_events__matched_to_milestones", "milestone = 'purchased'")],
    ],
    "assert_conversions_are_valid_on_their_day": [
        [deleted(CONVERSIONS, PURCHASE)],
        [updated(CONVERSIONS, "valid_from = date '2900-01-01'", PURCHASE)],
        [updated(CONVERSIONS, "valid_to = date '1900-01-01'", PURCHASE)],
        [updated("conversions", "conversion_class = 'micro'", ONE_VALUE)],
        [updated("conversions", "conversion = null", ONE_CONVERSION)],
    ],
    "assert_conversions_share_one_currency": [
        [updated("conversions", "currency = 'JPY'", ONE_VALUE)],
    ],
    "assert_rejected_events_have_a_known_reason": [
        [updated("rejected_events", "reason = 'bad luck'")],
        [updated("rejected_events", "reason = null")],
    ],
    "assert_intervals_follow_from_their_counts": [
        [updated(RATES, "visitor_conversion_rate_lower = 0.99", ALL_ROW)],
        [updated(RATES, "visitor_conversion_rate_upper = 0", ALL_ROW)],
        [updated(RATES, "session_conversion_rate_upper = null", ALL_ROW)],
        [updated(RATES, "session_conversion_rate_upper = 1.5", ALL_ROW)],
        [updated(RATES, "session_conversion_rate_lower = -0.1", ALL_ROW)],
        [updated(RATES, "visitor_conversion_rate = 0.5", ALL_ROW)],
        [updated(RATES, "visitor_conversion_rate = null", ALL_ROW)],
        [updated(RATES, "visitors = 0", ALL_ROW)],
        [updated(RATES, "converting_sessions = sessions + 1", ALL_ROW)],
        [updated(RATES, "visitor_conversion_rate_lower = 0", ALL_ROW)],
        [updated(RATES, "visitors = null", ALL_ROW)],
        [updated(COMPARED, "own_lower = own_upper", OWN_RATE)],
        [updated(COMPARED, "own_rate = 0", OWN_RATE)],
        [updated(BUSINESS_RATES, "rate = 0.5", COMPLETED)],
        [updated(BUSINESS_RATES, "rate = null", COMPLETED)],
        [updated(BUSINESS_RATES, "rate_lower = null", COMPLETED)],
        [updated(BUSINESS_RATES, "rate_upper = 1", COMPLETED)],
    ],
    "assert_ai_assistants_equal_a_direct_count": [
        [updated(AI, f"{column} = {column} + 1", ALL_AI)]
        for column in (
            *("sessions", "visitors", "engaged_sessions", "converting_sessions"),
            *("value_amount", "landing_pages", "compared_sessions"),
            *("compared_converting_sessions", "compared_text_fragment_sessions"),
            "compared_value_amount",
        )
    ]
    + [
        [updated(AI, "sessions = null", ALL_AI)],
        [updated(AI, "ai_assistant = 'Poe'", ALL_AI)],
        [deleted(AI, ALL_AI)],
        [updated(AI_PAGES, "sessions = sessions + 1", f"{ALL_AI} and page_rank = 1")],
        [deleted(AI_PAGES, f"{ALL_AI} and page_rank = 2")],
        [updated("sessions", "ai_assistant = null", "ai_assistant = 'ChatGPT'")],
        [updated("sessions", "channel = 'Direct'", "source = 'google'")],
    ],
    "assert_ai_assistants_and_conversion_rates_agree": [
        [updated(AI, "visitors = visitors + 1", ONE_AI_DAY)],
        [updated(AI, "converting_visitors = converting_visitors + 1", ONE_AI_DAY)],
        [updated(AI, "converting_sessions = null", ONE_AI_DAY)],
        [updated(RATES, "sessions = sessions + 1", "dimension = 'ai_assistant'")],
        [deleted(AI, ONE_AI_DAY)],
    ],
    "assert_ai_indexes_follow_from_their_counts": [
        [updated(AI, "conversion_index = 4.4", ALL_AI)],
        [updated(AI, "conversion_index = null", ALL_AI)],
        [updated(AI, "conversion_index_lower = 0.9 * conversion_index", ALL_AI)],
        [updated(AI, "conversion_index_upper = 1.1 * conversion_index", ALL_AI)],
        [updated(AI, "conversion_index_upper = null", ALL_AI)],
        [updated(AI, "converting_sessions = 4", ALL_AI)],
        [updated(AI, "compared_converting_sessions = 4", ALL_AI)],
        [updated(AI, "compared_sessions = 2 * compared_sessions", ALL_AI)],
    ],
    "assert_benchmark_positions_agree_with_intervals": [
        [updated(COMPARED, "position = 'above'", "position = 'uncertain'")],
        [updated(COMPARED, "position = 'within'", "position = 'uncertain'")],
        [updated(COMPARED, "position = 'uncertain'", "position = 'below'")],
        [updated(COMPARED, "position = null", OWN_RATE)],
        [updated(COMPARED, "own_upper = 0, own_lower = 0", "position = 'above'")],
        [updated(COMPARED, "own_denominator = null", OWN_RATE)],
    ],
    "assert_conversion_rates_equal_a_direct_count": [
        [updated(RATES, "visitors = visitors + 1", ALL_ROW)],
        [updated(RATES, "sessions = sessions + 1", CHANNEL_ROW)],
        [updated(RATES, "converting_visitors = converting_visitors + 1", DAY_ROW)],
        [updated(RATES, "converting_sessions = null", CHANNEL_ROW)],
        [updated(RATES, "conversions = conversions + 1", CHANNEL_ROW)],
        [updated(RATES, "value_amount = coalesce(value_amount, 0) + 1", ALL_ROW)],
        [updated(RATES, "conversions_per_visitor = null", ALL_ROW)],
        [updated(RATES, "conversions_per_session = 1", ALL_ROW)],
        [deleted(RATES, ALL_ROW)],
        [updated("sessions", "channel = 'Elsewhere'", WITH_CONVERSION)],
        [deleted("conversions", ONE_VALUE)],
    ],
    "assert_cart_rates_equal_the_carts": [
        [updated(BUSINESS_RATES, "numerator = numerator + 1", COMPLETED)],
        [updated(BUSINESS_RATES, "denominator = denominator + 1", RECOVERED)],
        [updated(BUSINESS_RATES, "numerator = null", RECOVERED)],
        [deleted(BUSINESS_RATES, ONE_CART_DAY)],
        [deleted(BUSINESS_RATES, RECOVERED)],
        [updated("carts", "is_purchased = not is_purchased", ONE_CART)],
        [updated("carts", "is_recovered = true", "is_abandoned")],
        [updated("carts", "is_abandoned = false", "is_recovered")],
        [updated("carts", "session_date = session_date + 400", ONE_CART)],
        [updated("carts", "channel = 'Elsewhere'", ONE_CART)],
        [deleted("carts", ONE_CART)],
        [deleted("carts")],
    ],
    "assert_rates_and_conversion_rates_agree": [
        [updated(BUSINESS_RATES, "numerator = numerator + 1", VIEWED)],
        [updated(BUSINESS_RATES, "denominator = null", VIEWED)],
        [deleted(BUSINESS_RATES, VIEWED)],
        [updated(RATES, "converting_sessions = 0", "conversion = 'view_item'")],
        [updated(RATES, "visitors = visitors + 1", "conversion = 'add_to_cart'")],
    ],
    "assert_complements_add_up_to_the_whole": [
        [updated(BUSINESS_RATES, "numerator = numerator + 1", COMPLETED)],
        [updated(BUSINESS_RATES, "denominator = denominator + 1", COMPLETED)],
        [updated(BUSINESS_RATES, "numerator = null", COMPLETED)],
        [updated(BUSINESS_RATES, "is_mature = not is_mature", COMPLETED)],
        [deleted(BUSINESS_RATES, COMPLETED)],
        [deleted(BUSINESS_RATES, ONE_CART_DAY)],
    ],
    "assert_every_day_with_visits_has_its_rates": [
        [deleted(RATES, DAY_ROW)],
        [copied(RATES, "conversion as conversion", DAY_ROW)],
    ],
    "assert_parts_cover_the_whole": [
        [deleted(RATES, CHANNEL_ROW)],
        [deleted(RATES, "dimension = 'channel' and conversion = 'purchase'")],
        [updated(RATES, "sessions = sessions - 1", ALL_ROW)],
        [updated(RATES, "conversions = conversions + 1", ALL_ROW)],
        [updated(RATES, "converting_sessions = null", CHANNEL_ROW)],
        [updated(RATES, "value_amount = 0", ALL_ROW)],
        [updated(RATES, "visitors = 1", ALL_ROW)],
        [updated(RATES, "visitors = 1000000", ALL_ROW)],
        [updated(RATES, "converting_visitors = 0", ALL_ROW)],
    ],
    "assert_items_equal_a_direct_count": [
        [updated(ITEM_RATES, "viewers = viewers + 1", ONE_ITEM)],
        [updated(ITEM_RATES, "carters = null", ONE_ITEM)],
        [updated(ITEM_RATES, "buyers = buyers + 1", ONE_ITEM)],
        [updated(ITEM_RATES, "viewers_who_carted = viewers_who_carted - 1", ONE_ITEM)],
        [updated(ITEM_RATES, "carters_who_bought = 0", ONE_ITEM)],
        [updated(ITEM_RATES, "viewers_who_bought = buyers", BOUGHT_UNSEEN)],
        [updated(ITEM_RATES, "buyers_without_view = 0", BOUGHT_UNSEEN)],
        [updated(ITEM_RATES, "units = units + 1", ONE_ITEM)],
        [updated(ITEM_RATES, "revenue_amount = revenue_amount + 0.01", ONE_ITEM)],
        [updated(ITEM_RATES, "revenue_amount = null", ONE_ITEM)],
        [deleted(ITEM_RATES, ONE_ITEM)],
        [copied(ITEM_RATES, "'new' as item_id", ONE_ITEM)],
        [updated(ITEMS, "currency = 'JPY'", one_of(ITEMS, "event_id", BOUGHT_AGAIN))],
        [deleted(ITEMS, BOUGHT)],
    ],
    "assert_cohorts_hold_every_sign_up": [
        [updated(RETENTION, "cohort_users = cohort_users + 1")],
        [updated(RETENTION, "cohort_users = cohort_users + 1", "period_number = 1")],
        [deleted(RETENTION, "period_grain = 'week'")],
        [deleted(RETENTION, "period_number = 0")],
        [deleted(RETENTION, "period_number = 1")],
        [updated(RETENTION, "is_mature = false", "period_number = 0")],
        [deleted(MATCHED, "milestone = 'signed_up'")],
        [
            updated(
                "definition_roles", "milestone = 'purchased'", "role = 'cohort_joined'"
            )
        ],
    ],
    "assert_store_days_hold_every_sale": [
        [SOLD_IN_STORE],
        [reached("store_demonstration_given")],
        ["insert into broken.store_days (visits) values (1)"],
        ["insert into broken.store_days (transactions) values (1)"],
        [SOLD_IN_STORE, ON_ONE_DAY, ON_ONE_DAY],
    ],
    "assert_subscription_months_follow_each_other": [
        [SUBSCRIBED],
        [SUBSCRIBED, month("2026-09-01", 0, 1), month("2026-10-01", 0, 1)],
        [SUBSCRIBED, month("2026-09-01", 0, 0), month("2026-10-01", 1, 1)],
        [SUBSCRIBED, month("2026-09-01", 0, 1), month("2026-11-01", 1, 1)],
        [SUBSCRIBED, month("2026-09-01", 0, 1), month("2026-10-01", 1, "null")],
        [SUBSCRIBED, CANCELLED, month("2026-09-01", 0, 1), month("2026-10-01", 1, 1)],
    ],
    "assert_funnel_counts_never_grow_along_required_steps": [
        [updated(FUNNEL_RATES, "reached = entered + 1", LAST_STEP)],
        [updated(FUNNEL_RATES, "reached = reached - 1", LAST_STEP)],
        [updated(FUNNEL_RATES, "reached = null", LAST_STEP)],
        [updated(FUNNEL_RATES, "dropped_off = dropped_off + 1", LAST_STEP)],
        [updated(FUNNEL_RATES, "in_progress = null", LAST_STEP)],
        [
            updated(
                FUNNEL_RATES,
                "in_progress = -1, dropped_off = dropped_off + in_progress + 1",
                LAST_STEP,
            )
        ],
        [
            updated(
                FUNNEL_RATES,
                "reached = reached + dropped_off + 1, dropped_off = -1",
                LAST_STEP,
            )
        ],
        [deleted(FUNNEL_RATES, "step_number = 5")],
    ],
    "assert_funnel_rates_multiply_to_the_overall_rate": [
        [updated(FUNNEL_RATES, "overall_rate = overall_rate + 0.000001", LAST_STEP)],
        [updated(FUNNEL_RATES, "overall_rate = null", LAST_STEP)],
        [updated(FUNNEL_RATES, "step_rate = 1", LAST_STEP)],
        [updated(FUNNEL_RATES, "step_rate = null", LAST_STEP)],
        [updated(FUNNEL_RATES, "step_rate = 0", "step_rate is null")],
        [updated(FUNNEL_RATES, "overall_rate = 0.5, step_rate = 0.5", "true")],
    ],
    "assert_funnel_dimensions_add_up": [
        [deleted(FUNNEL_RATES, CHANNEL_STEP)],
        [deleted(FUNNEL_RATES, "dimension = 'channel' and funnel = 'ecom_cart'")],
        [deleted(FUNNEL_RATES, LAST_STEP)],
        *(
            [updated(FUNNEL_RATES, f"{column} = {column} + 1", LAST_STEP)]
            for column in (
                "entered",
                "reached",
                "in_progress",
                "dropped_off",
                "excluded",
                "mature_entered",
                "mature_reached",
            )
        ),
        [updated(FUNNEL_RATES, "reached = null", LAST_STEP)],
        [copied(FUNNEL_RATES, "'Elsewhere' as dimension_value", CHANNEL_STEP)],
    ],
    "assert_funnel_rates_equal_a_direct_count": [
        [updated(FUNNEL_RATES, "entered = entered + 1", LAST_STEP)],
        [updated(FUNNEL_RATES, "reached = reached + 1", CHANNEL_STEP)],
        [updated(FUNNEL_RATES, "reached = null", CHANNEL_STEP)],
        [updated(FUNNEL_RATES, "excluded = excluded + 1", WITH_EXCLUDED)],
        [deleted(FUNNEL_RATES, CHANNEL_STEP)],
        [copied(FUNNEL_RATES, "'Elsewhere' as dimension_value", CHANNEL_STEP)],
        [deleted(JOURNEYS, COMPLETED_JOURNEY)],
        [updated(JOURNEYS, "is_excluded = true", COMPLETED_JOURNEY)],
        [updated(JOURNEYS, "step_times = [null]", ONE_BEST)],
        [updated(JOURNEYS, "channel = 'Elsewhere'", ONE_BEST)],
        [updated(JOURNEYS, "entry_date = entry_date + 400", ONE_BEST)],
        [updated(FUNNELS, "attempt = 'first'", "funnel = 'ecom_purchase'")],
        [updated(JOURNEYS, "furthest_step = 2", "is_excluded")],
    ],
    "assert_every_funnel_entry_has_its_journey": [
        [deleted(JOURNEYS, ONE_JOURNEY)],
        [copied(JOURNEYS, "'new' as event_id", ONE_JOURNEY)],
        [copied(JOURNEYS, "event_id as event_id", ONE_JOURNEY)],
        [updated(JOURNEYS, "visitor_id = 'somebody else'", ONE_JOURNEY)],
        [updated(JOURNEYS, "session_id = 'none'", ONE_JOURNEY)],
        [updated(JOURNEYS, "entered_at = null", ONE_JOURNEY)],
        [
            updated(
                JOURNEYS,
                "entered_at = entered_at + interval 1 microsecond",
                ONE_JOURNEY,
            )
        ],
        [deleted("int_events__matched_to_milestones", "milestone = 'added_to_cart'")],
        [updated(FUNNELS, "ordering = 'unordered'", "funnel = 'ecom_cart'")],
    ],
    "assert_the_best_journey_of_a_unit_is_its_best": [
        [updated(JOURNEYS, "is_best_attempt = false", ONE_BEST)],
        [updated(JOURNEYS, "is_best_attempt = true", "funnel = 'ecom_cart'")],
        [updated(JOURNEYS, "is_best_attempt = true", "is_excluded")],
        [updated(JOURNEYS, "is_excluded = true", ONE_BEST)],
        [updated(JOURNEYS, "furthest_step = 99", "not is_best_attempt")],
        [
            updated(
                JOURNEYS,
                "furthest_step_at = timestamp '1900-01-01'",
                "not is_best_attempt",
            )
        ],
        [
            updated(
                JOURNEYS, "entered_at = timestamp '2900-01-01'", "not is_best_attempt"
            )
        ],
        [updated(FUNNELS, "attempt = 'first'", "funnel = 'ecom_purchase'")],
        [updated(JOURNEYS, "furthest_step = 2", "is_excluded")],
    ],
    "assert_funnel_steps_keep_their_order_and_limits": [
        [updated(JOURNEYS, "step_times = list_reverse(step_times)", COMPLETED_JOURNEY)],
        [
            updated(
                JOURNEYS,
                "entered_at = entered_at + interval 1 microsecond",
                ONE_JOURNEY,
            )
        ],
        [updated(FUNNELS, "window_seconds = 1", "funnel = 'ecom_cart'")],
        [
            updated(FUNNELS, "window_seconds = 1", "funnel = 'ecom_purchase'"),
            updated(STEPS, "is_optional = step_number <> 2"),
            updated(JOURNEYS, "step_times = step_times[:2]"),
        ],
        [updated(STEPS, "within_seconds = 1", "not is_optional")],
        # An optional step after the one that follows it.
        [
            updated(
                JOURNEYS,
                "step_times = [step_times[1], closes_at, step_times[3]]",
                "is_completed and funnel = 'ecom_cart'",
            )
        ],
    ],
    "assert_funnel_steps_are_events_of_their_milestone": [
        [updated(JOURNEYS, "unit_id = 'somebody else'", ONE_JOURNEY)],
        [updated(JOURNEYS, "unit = 'session'", ONE_JOURNEY)],
        [
            updated(
                JOURNEYS,
                "step_times = [step_times[1], step_times[2],"
                " step_times[3] + interval 1 microsecond]",
                "is_completed and funnel = 'ecom_cart'",
            )
        ],
        [
            updated(
                STEPS,
                "milestone = 'product_viewed'",
                "funnel = 'ecom_cart' and step_number = 3",
            )
        ],
        [deleted("int_events__matched_to_milestones", "milestone = 'purchased'")],
    ],
    "assert_journeys_are_in_progress_while_their_window_is_open": [
        [updated(JOURNEYS, "is_in_progress = not is_in_progress", ONE_JOURNEY)],
        [updated(JOURNEYS, "is_in_progress = false")],
        [updated(JOURNEYS, "is_in_progress = true")],
        [updated(JOURNEYS, "is_in_progress = null", ONE_JOURNEY)],
        [updated(JOURNEYS, "is_in_progress = true", "is_excluded")],
        [updated(JOURNEYS, "is_in_progress = true", "is_completed")],
        [updated(FUNNELS, "window_seconds = 1")],
        [updated(FUNNELS, "window_seconds = null", "funnel = 'ecom_cart'")],
        [
            updated(FUNNELS, "unit = 'session'"),
            updated("sessions", "ended_at = timestamp '1900-01-01'"),
        ],
        [
            updated(FUNNELS, "ordering = 'strict'"),
            updated(JOURNEYS, "is_in_progress = true"),
        ],
    ],
    "assert_excluded_units_have_not_entered": [
        [updated(FUNNEL_RATES, "entered = entered + excluded", WITH_EXCLUDED)],
        [updated(FUNNEL_RATES, "excluded = 0", WITH_EXCLUDED)],
        [updated(FUNNEL_RATES, "excluded = null", WITH_EXCLUDED)],
        [
            updated(
                FUNNEL_RATES,
                "entered = entered + 1, excluded = excluded - 1",
                WITH_EXCLUDED,
            )
        ],
        [deleted(FUNNEL_RATES, WITH_EXCLUDED)],
        [deleted(JOURNEYS, "funnel = 'ecom_cart'")],
        [updated(JOURNEYS, "is_best_attempt = false", ONE_BEST)],
    ],
}

BREAKAGES = DEFINITIONS | INVARIANTS

TURNS = "date '2026-07-01' as valid_from, null as valid_to"
ENDS_BEFORE = updated(CONVERSIONS, "valid_to = date '2026-06-30'", PURCHASE)

HARMLESS: dict[str, list[Statements]] = {
    "assert_no_event_is_lost_between_layers": [
        # The last build had nothing to load.
        [deleted("int_events__unioned"), deleted("int_events__checked")],
        # It had one row to load, and other builds the others.
        [
            deleted("int_events__unioned", f"{ONE_ROW} is not true"),
            deleted("int_events__checked", f"{ONE_ROW} is not true"),
            updated(LOADS, "raw = raw - 1", ONE_LOADED_DAY),
            f"insert into broken.{LOADS} values"
            " (timestamp '2900-01-01', 'generic', null, 1, 0, 0)",
        ],
    ],
    "assert_identity_levels_say_how_visitors_are_known": [
        [updated(PLACED, f"{REFUSED}, visitor_id = {DEVICE_DAY}", "device_id > ''")],
    ],
    "assert_a_milestone_feeds_one_macro_conversion": [
        [ENDS_BEFORE, copied(CONVERSIONS, f"'order' as conversion, {TURNS}", PURCHASE)],
        [
            copied(
                CONVERSIONS,
                "'order' as conversion, 'micro' as conversion_class",
                PURCHASE,
            )
        ],
    ],
    "assert_rows_of_a_conversion_take_turns": [
        [ENDS_BEFORE, copied(CONVERSIONS, TURNS, PURCHASE)],
    ],
    "assert_a_conversion_keeps_its_class": [
        [ENDS_BEFORE, copied(CONVERSIONS, TURNS, PURCHASE)],
    ],
    "assert_every_business_model_has_a_macro_conversion": [
        [updated(CONVERSIONS, "conversion_class = 'micro'", "business_model = 'saas'")],
    ],
    "assert_sessions_of_a_visitor_lie_apart": [
        later_event("1800.000001 seconds", "'second'"),
    ],
    "assert_no_session_spans_a_cut": [later_event("30 minutes")],
    "assert_conversions_are_valid_on_their_day": [
        [updated(CONVERSIONS, "valid_from = date '1900-01-01'", PURCHASE)],
        [updated(CONVERSIONS, "valid_to = date '2900-01-01'", PURCHASE)],
    ],
    "assert_conversions_share_one_currency": [
        [updated("conversions", "currency = null", ONE_VALUE)],
    ],
    "assert_store_days_hold_every_sale": [
        [SOLD_IN_STORE, ON_ONE_DAY],
        # A receipt that is sent again.
        [SOLD_IN_STORE, reached("store_purchased", "'again' as event_id"), ON_ONE_DAY],
    ],
    "assert_subscription_months_follow_each_other": [
        [SUBSCRIBED, month("2026-09-01", 0, 1), month("2026-10-01", 1, 1)],
        # Sent again while the subscription runs.
        [
            SUBSCRIBED,
            SUBSCRIBED,
            month("2026-09-01", 0, 1),
            month("2026-10-01", 1, 1),
        ],
        # A start and an end at one instant say nothing about their order.
        [
            SUBSCRIBED,
            reached("subscription_cancelled", IN_SEPTEMBER),
            month("2026-09-01", 0, 1),
            month("2026-10-01", 1, 1),
        ],
    ],
    "assert_items_equal_a_direct_count": [
        [updated(ITEMS, "currency = 'JPY'", "role <> 'item_bought'")],
    ],
    "assert_funnel_options_fit_their_ordering": [
        [updated(FUNNELS, "ordering = 'strict'", "funnel = 'ecom_cart'")],
        [updated(FUNNELS, "ordering = 'unordered'", "funnel = 'donation'")],
        [updated(STEPS, "within_seconds = 60", "not is_optional")],
    ],
    "assert_funnel_exclusions_lie_between_required_steps": [
        [updated(EXCLUSIONS, "after_step = null, before_step = null")],
        [updated(EXCLUSIONS, "funnel = 'ecom_cart', before_step = 3")],
        [
            updated(EXCLUSIONS, "after_step = 9"),
            updated(FUNNELS, "ordering = 'unordered'"),
        ],
    ],
    # Without order an exclusion voids the attempt alone.
    "assert_the_best_journey_of_a_unit_is_its_best": [
        [
            updated(FUNNELS, "ordering = 'unordered'"),
            updated(JOURNEYS, "furthest_step = 2", "is_excluded"),
        ],
    ],
    "assert_journeys_are_in_progress_while_their_window_is_open": [
        # A strict journey is over as soon as the unit does anything else.
        [
            updated(FUNNELS, "ordering = 'strict'"),
            updated(JOURNEYS, "is_in_progress = false"),
        ],
    ],
}

TRUST = {"trust_source_sessions": True}
MIDNIGHT = {"session_cut_at_midnight": True}
CAMPAIGN = {"session_cut_on_new_campaign": True}
ONE_OF_SEVERAL = "event_id = " + (
    "(select min(event_id) from broken.int_events__sessionized group by session_id"
    " having count(*) > 1 order by 1 limit 1)"
)
AS_TRACKED = updated(PLACED, "source_session_id = session_id")
UNTRACKED = updated(PLACED, "source_session_id = null")
WITHIN_A_DAY = updated(PLACED, "session_id = session_id || cast(occurred_at as date)")

# Guards under other settings: the vars, what those settings do to sessions, and then
# what the guard has to see.
SETTINGS: list[tuple[str, dict[str, bool], Statements, Statements]] = [
    (
        "assert_source_sessions_stay_whole",
        TRUST,
        [AS_TRACKED],
        [updated(PLACED, "session_id = 'other'", ONE_PLACED_EVENT)],
    ),
    (
        "assert_source_sessions_stay_whole",
        TRUST,
        [UNTRACKED],
        [updated(PLACED, "source_session_id = 'one'", ONE_OF_SEVERAL)],
    ),
    (
        "assert_source_sessions_stay_whole",
        TRUST,
        [AS_TRACKED],
        [updated(PLACED, "session_id = visitor_id")],
    ),
    (
        "assert_sessions_of_a_visitor_lie_apart",
        TRUST,
        [UNTRACKED],
        later_event("30 minutes", "'second'"),
    ),
    (
        "assert_sessions_of_a_visitor_lie_apart",
        MIDNIGHT,
        [WITHIN_A_DAY, *later_event("1 microsecond", "'second'")],
        later_event("0 minutes", "'third'"),
    ),
    (
        "assert_sessions_of_a_visitor_lie_apart",
        CAMPAIGN,
        later_event("1 microsecond", "'second'"),
        later_event("0 minutes", "'third'"),
    ),
    (
        "assert_no_session_spans_a_cut",
        TRUST,
        [AS_TRACKED, *later_event("1 day")],
        [UNTRACKED],
    ),
    (
        "assert_no_session_spans_a_cut",
        MIDNIGHT,
        [WITHIN_A_DAY],
        [
            updated(PLACED, "session_id = 'one', occurred_at = timestamp '2026-07-01'"),
            updated(
                PLACED,
                "occurred_at = timestamp '2026-06-30 23:59:59'",
                ONE_PLACED_EVENT,
            ),
        ],
    ),
]
