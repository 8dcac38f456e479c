-- A conversion called any_macro would be added to the macro conversions together, and a
-- milestone called visit would stand for every visit: rates of two things in one row.
-- So would an assistant called all stand for all assistants.
with conversions as (
    select * from {{ ref('definition_conversions') }}
),

milestones as (
    select * from {{ ref('definition_milestones') }}
),

assistants as (
    select * from {{ ref('definition_ai_assistants') }}
)

select
    'definition_conversions' as seed,
    conversion as reserved_word

from conversions

where lower(trim(conversion)) in ('any_macro', 'any_micro', 'visit')

union all

select
    'definition_milestones' as seed,
    milestone as reserved_word

from milestones

where lower(trim(milestone)) in ('any_macro', 'any_micro', 'visit')

union all

select
    'definition_ai_assistants' as seed,
    ai_assistant as reserved_word

from assistants

where lower(trim(ai_assistant)) = 'all'
