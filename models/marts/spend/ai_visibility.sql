with checked as (
    select * from {{ ref('int_ai_visibility__checked') }}
    where
        rejection_reason is null
        and not is_duplicate
),

counted as (
    select
        visibility_date,
        platform,
        prompt,
        brand,
        cast(sum(answers) as bigint) as answers,
        cast(sum(cited_answers) as bigint) as cited_answers,
        -- Weighed by the citations that it is the mean of.
        sum(mean_position * cited_answers) as positions,
        sum(case when mean_position is not null then cited_answers end)
            as answers_with_position

    from checked

    group by
        visibility_date,
        platform,
        prompt,
        brand
)

select
    visibility_date,
    platform,
    prompt,
    brand,
    answers,
    cited_answers,
    {{ rate_columns('citation_rate', 'cited_answers', 'answers') }},
    {{ rate('positions', 'answers_with_position') }} as mean_position

from counted
