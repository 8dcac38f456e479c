-- Do visitors whom AI assistants send buy more often than those of organic search, and
-- are there enough of them to say so? An index of 1 is the same rate. Where its
-- interval holds 1, or there are too few conversions for one, nothing is said. Many
-- clicks in their apps arrive as Direct: visits are a floor.
with assistants as (
    select * from {{ ref('ai_assistant_performance') }}
    where period_grain = 'all'
)

select
    ai_assistant,
    sessions,
    session_conversion_rate as conversion_rate,
    compared_conversion_rate as compared_rate,
    conversion_index,
    conversion_index_lower as at_least,
    conversion_index_upper as at_most,
    case
        when conversion_index_lower > 1 then 'clearly more often'
        when conversion_index_upper < 1 then 'clearly less often'
        when conversion_index is null then 'too few to say'
        else 'no clear difference'
    end as verdict

from assistants

order by
    sessions desc,
    ai_assistant asc
