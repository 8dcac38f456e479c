{#- Writes the keys that the temporary tables of forgotten_rows hold into a new file. -#}
{% macro forgotten_list(folder) -%}
    {%- set sources = {
        "user": "(select user_id from forgotten_users)",
        "device": "(select device_id from forgotten_devices)",
        "event": "(select event_source, event_id from forgotten_events where user_id is null"
            ~ " and coalesce(device_id not in (from forgotten_devices), true))",
    } %}
    copy (
        select distinct
            key_hash,
            {{ salted_hash("''") }} as salt_hash,
            timezone('UTC', now()) as forgotten_at
        from (
            {%- for kind, relation in sources.items() %}
            select {{ salted_hash(forgotten_keys("person")[kind]) }} as key_hash
            from {{ relation }} as person
            union all
            {%- endfor %}
            select {{ salted_hash(forgotten_text("raw_row")) }} from forgotten_broken_rows
        )
        where key_hash is not null
        order by key_hash
    ) to '{{ folder | replace("'", "''") }}' (
        format csv, header, per_thread_output true, append true,
        filename_pattern 'forgotten_{uuid}'
    );
{%- endmacro %}
