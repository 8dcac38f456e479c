{#-
    Visitors whose rows change although nothing of theirs arrived: windows of theirs close
    by the time the data now reach to (or open again, where the last event was a copy that
    is replaced by an earlier one), or an offline conversion was matched to them that an
    event which arrived could be matched to.
-#}
{% macro waiting_visitors(events) -%}
    {%- set horizon = "(select max(occurred_at) from " ~ events ~ ")" -%}
    {%- set horizon_before = "(select horizon_at from " ~ stored("int_events__bounded") ~ ")" -%}
    (
        select visitor_id from {{ stored("funnel_journeys") }}
        where
            closes_at > least({{ horizon }}, {{ horizon_before }})
            and closes_at <= greatest({{ horizon }}, {{ horizon_before }})

        union all

        select visitor_id from {{ stored("carts") }}
        where
            is_open
            or abandoned_at > {{ horizon }}

        union all

        select visitor_id from {{ stored("int_offline_conversions__matched") }}
        where occurred_at >= (
            select min(occurred_at) from {{ stored("int_events__arrived") }}
        )
    )
{%- endmacro %}
