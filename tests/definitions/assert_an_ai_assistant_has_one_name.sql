-- ChatGPT beside chatgpt is two assistants in every report, and a value that stands for
-- two assistants gives its visits to whichever row is met first.
with assistants as (
    select * from {{ ref('definition_ai_assistants') }}
)

select
    'name' as spelled_in_two_ways,
    lower(trim(ai_assistant)) as spelling,
    min(ai_assistant) as first_name,
    max(ai_assistant) as last_name

from assistants

group by lower(trim(ai_assistant))

having count(distinct ai_assistant) > 1

union all

select
    'value' as spelled_in_two_ways,
    lower(trim(match_value)) as spelling,
    min(ai_assistant) as first_name,
    max(ai_assistant) as last_name

from assistants

group by lower(trim(match_value))

having count(distinct ai_assistant) > 1
