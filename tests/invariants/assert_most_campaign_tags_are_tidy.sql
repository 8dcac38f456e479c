-- Of the sessions that tags opened, no more than the share of the var have one and the
-- same mistake in them. campaign_tags lists the links to mend.
{{ config(severity='warn') }}
{%- set mistakes = [
    'has_capitals', 'has_blanks', 'has_placeholder', 'has_no_source', 'has_no_medium',
    'has_unknown_medium'] %}

with tags as (
    select * from {{ ref('campaign_tags') }}
),

counted as (
    {%- for mistake in mistakes %}
    select
        '{{ mistake }}' as mistake,
        sum(case when {{ mistake }} then sessions else 0 end) as sessions,
        sum(sessions) as tagged_sessions

    from tags
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
)

select
    mistake,
    sessions,
    tagged_sessions

from counted

where sessions > {{ var('untidy_campaign_share_at_most') }} * tagged_sessions
