{%- set parts = ['sent_source', 'sent_medium', 'sent_campaign'] %}
with tags as (
    select
        sent_source,
        sent_medium,
        sent_campaign,
        channel,
        min(session_date) as first_session_date,
        max(session_date) as last_session_date,
        max(ai_assistant) as ai_assistant,
        count(*) as sessions,
        count(case when has_macro_conversion then 1 end) as converting_sessions

    from {{ ref('sessions') }}

    where coalesce(sent_source, sent_medium, sent_campaign) is not null

    group by all
),

-- The vocabulary is what the channel rules know.
known_media as (
    select distinct tags.sent_medium

    from tags

    inner join {{ ref('definition_channel_rules') }} as rules
        on rules.medium_pattern is not null
        and {{ matches_pattern(
            campaign_word('tags.sent_medium'), 'rules.medium_pattern'
        ) }}
),

judged as (
    select
        tags.*,
        {%- for flag, condition in [
            ('has_capitals', 'tags.{0} != lower(tags.{0})'),
            ('has_blanks', "tags.{0} like '% %' and tags.{0} not like '(%)'"),
            ('has_placeholder', has_placeholder('tags.{0}')),
        ] %}
        {% for part in parts -%}
        coalesce({{ condition | replace('{0}', part) }}, false)
        {{- ' or ' if not loop.last }}
        {%- endfor %} as {{ flag }},
        {%- endfor %}
        {{ campaign_word('tags.sent_source') }} is null as has_no_source,
        -- Assistants tag their links themselves, with a source alone.
        {{ campaign_word('tags.sent_medium') }} is null
        and tags.ai_assistant is null as has_no_medium,
        {{ campaign_word('tags.sent_medium') }} is not null
        and known_media.sent_medium is null as has_unknown_medium

    from tags

    left join known_media
        on tags.sent_medium = known_media.sent_medium
)

select
    {{ surrogate_key(parts + ['channel']) }} as campaign_tag_id,
    sent_source,
    sent_medium,
    sent_campaign,
    channel,
    first_session_date,
    last_session_date,
    sessions,
    converting_sessions,
    has_capitals,
    has_blanks,
    has_placeholder,
    has_no_source,
    has_no_medium,
    has_unknown_medium,
    true not in (
        has_capitals, has_blanks, has_placeholder,
        has_no_source, has_no_medium, has_unknown_medium
    ) as is_tidy

from judged
