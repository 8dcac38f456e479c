-- Every session whose tracker or link named a source, a medium or a campaign is under
-- exactly these words, with its channel and its conversion; no other session is there.
with tagged as (
    select
        sent_source,
        sent_medium,
        sent_campaign,
        channel,
        count(*) as sessions,
        sum(case when has_macro_conversion then 1 else 0 end) as converting_sessions

    from {{ ref('sessions') }}

    where concat(sent_source, sent_medium, sent_campaign) != ''

    group by
        sent_source,
        sent_medium,
        sent_campaign,
        channel
)

select
    tags.campaign_tag_id,
    tagged.sent_source,
    tags.sessions,
    tagged.sessions as sessions_counted

from {{ ref('campaign_tags') }} as tags

full outer join tagged
    on tags.channel = tagged.channel
    and tags.sent_source is not distinct from tagged.sent_source
    and tags.sent_medium is not distinct from tagged.sent_medium
    and tags.sent_campaign is not distinct from tagged.sent_campaign

where
    tags.sessions is distinct from tagged.sessions
    or tags.converting_sessions is distinct from tagged.converting_sessions
