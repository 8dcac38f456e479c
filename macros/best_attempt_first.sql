{#-
    The order by which one attempt of a unit is taken, best first: deepest, then free of
    exclusions, then earliest completion, latest start, earliest middle. Where the funnel
    asks for the first attempt the entry decides before the depth. In unordered funnels an
    exclusion voids the attempt, so any other comes before it.
-#}
{% macro best_attempt_first() -%}
    case when ordering = 'unordered' then is_excluded else false end asc,
    case when attempt = 'first' then entered_us end asc,
    furthest_position desc,
    is_excluded asc,
    times[furthest_position] asc,
    entered_us desc,
    times asc,
    event_id asc,
    event_source asc
{%- endmacro %}
