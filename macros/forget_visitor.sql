{#-
    Removes one person: from every table now, and from every later build by a list beside
    the raw files, which keep the rows until their owner deletes them. All or nothing.
    A device belongs to the person if nobody else was ever seen on it; of a shared one only
    the person's own events go.
-#}
{% macro forget_visitor(visitor_id) %}
    {%- if execute %}
        {%- set given = "'" ~ (visitor_id | string | replace("'", "''")) ~ "'" %}
        {%- set hashed = "'hash-' || " ~ salted_hash("lower(" ~ given ~ ")") %}
        {%- set found = run_query(
            "select min(visitor_id), count(*) from " ~ ref("int_events__identified")
            ~ " where visitor_id in (" ~ given ~ ", " ~ hashed ~ ")"
        ).rows[0] %}
        {%- if not found[1] %}
            {{ stop(
                "No visitor is called '" ~ visitor_id ~ "', nor by its hash.",
                "Use visitor_id of the mart visitors, or the login as the tracker sends it."
            ) }}
        {%- endif %}
        {%- set folder = raw_folder("forgotten_visitors") %}
        {%- do run_query(
            forgotten_rows(found[0]) ~ forgotten_list(folder)
            ~ forgotten_deletions() ~ drop_leftovers() ~ "commit"
        ) %}
        {%- do log(
            "Forgot " ~ visitor_id ~ ": " ~ found[1] ~ " events. Their keys are in " ~ folder
            ~ ", which later builds read.", info=true
        ) %}
        {%- do log(
            "Rates count the visitor until the next build (make build), and the raw files "
            ~ "keep the rows until you delete them there.", info=true
        ) %}
    {%- endif %}
{% endmacro %}
