with answers as (
    select * from {{ ref('stg_generic__ai_visibility') }}
),

with_reasons as (
    select
        *,
        case
            when unreadable_part is not null then 'unreadable_' || unreadable_part
            when visibility_date is null then 'missing_date'
            when platform is null then 'missing_platform'
            when prompt is null then 'missing_prompt'
            when brand is null then 'missing_brand'
            when cited_answers is null then 'missing_cited'
            when answers < 1 then 'sample_size_below_1'
            when cited_answers < 0 or cited_answers > answers
                then 'cited_outside_sample'
            when mean_position < 1 then 'position_below_1'
        end as rejection_reason

    from answers
)

select
    *,
    {{ is_told_by_later_file('row_key') }} as is_duplicate

from with_reasons
