{#-
    Temporary tables of what belongs to one person. A login may have been refused
    recognition on other days: those visitors of a day are the same person. A broken row
    without a readable device or login is the person's if its text holds one of the names;
    a name of fewer than eight characters may mean anything there.
-#}
{% macro forgotten_rows(visitor_id) -%}
    {%- set identified = ref("int_events__identified") -%}
    {%- set quoted = "'" ~ (visitor_id | replace("'", "''")) ~ "'" %}
    create or replace temp table forgotten_users as
    select distinct user_id from {{ identified }}
    where visitor_id = {{ quoted }} and user_id is not null;

    create or replace temp table forgotten_visitors as
    select distinct visitor_id from {{ identified }}
    where visitor_id = {{ quoted }} or user_id in (from forgotten_users);

    create or replace temp table forgotten_devices as
    select device_id from {{ identified }}
    where device_id is not null
    group by device_id
    having bool_and(visitor_id in (from forgotten_visitors));

    create or replace temp table forgotten_events as
    select event_source, event_id, device_id, user_id from {{ identified }}
    where visitor_id in (from forgotten_visitors)
    union
    select event_source, event_id, device_id, user_id
    from {{ ref("int_events__cleaned") }}
    where device_id in (from forgotten_devices) or user_id in (from forgotten_users)
    union
    select event_source, event_id, device_id, user_id
    from {{ ref("int_offline_conversions__matched") }}
    where visitor_id in (from forgotten_visitors)
        or device_id in (from forgotten_devices)
        or user_id in (from forgotten_users);

    create or replace temp table forgotten_broken_rows as
    with names as (
        select device_id as name from forgotten_devices
        union
        select user_id from forgotten_users
    ),
    broken_rows as (
        {%- for model in ["int_events__rejected", "int_offline_conversions__checked"] %}
        select device_id, user_id, raw_row from {{ ref(model) }}
        where rejection_reason is not null
        {{ "union all" if not loop.last }}
        {%- endfor %}
    )
    select raw_row from broken_rows
    where device_id in (from forgotten_devices)
        or user_id in (from forgotten_users)
        or (
            device_id is null
            and user_id is null
            and exists (
                select 1 from names
                where length(name) >= 8
                    and contains(broken_rows.raw_row, '"' || name || '"')
            )
        );

    create or replace temp table forgotten_sessions as
    select session_id from {{ ref("int_sessions__attributed") }}
    where visitor_id in (from forgotten_visitors);

    create or replace temp table forgotten_units as
    select distinct unit_number from {{ ref("int_funnel_events__numbered") }}
    where unit_id in (from forgotten_visitors) or unit_id in (from forgotten_sessions);
{%- endmacro %}
