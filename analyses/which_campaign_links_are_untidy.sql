-- Which links carry utm parameters that should be mended, the most used ones first? In
-- other tools each spelling is a line of its own, and a medium that no rule knows ends
-- in Unassigned.
select
    sent_source,
    sent_medium,
    sent_campaign,
    channel,
    sessions,
    converting_sessions,
    has_capitals,
    has_blanks,
    has_placeholder,
    has_no_source,
    has_no_medium,
    has_unknown_medium,
    last_session_date

from {{ ref('campaign_tags') }}

where not is_tidy

order by
    sessions desc,
    campaign_tag_id asc
