{#-
    Visitors whose rows change although nothing of theirs arrived: windows of theirs close
    by the time the data now reach to, or an offline conversion was matched to them that an
    event which arrived could be matched to.
-#}
{% macro waiting_visitors(events) -%}
    {%- set horizon = "(select max(occurred_at) from " ~ events ~ ")" -%}
    (
        select visitor_id from {{ stored("funnel_journeys") }}
        where
            closes_at > (select horizon_at from {{ stored("int_events__bounded") }})
            and closes_at <= {{ horizon }}

        union all

        select visitor_id from {{ stored("carts") }}
        where is_open

        union all

        select visitor_id from {{ stored("int_offline_conversions__matched") }}
        where occurred_at >= (
            select min(occurred_at) from {{ stored("int_events__arrived") }}
        )
    )
{%- endmacro %}
