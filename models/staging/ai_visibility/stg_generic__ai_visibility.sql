-- depends_on: {{ source('ai_visibility', 'answers') }}
with raw_visibility as (
    {{ read_input('ai_visibility') }}
)

select
    date as visibility_date,
    platform,
    prompt,
    brand,
    cited as cited_answers,
    -- A prompt that says no sample size was asked once.
    coalesce(sample_size, 1) as answers,
    position as mean_position,
    {{ surrogate_key(['date', 'platform', 'prompt', 'brand']) }} as row_key,
    unreadable_part,
    file_name,
    raw_row

from raw_visibility
