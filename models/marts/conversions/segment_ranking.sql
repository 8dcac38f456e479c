{%- set split = 'conversion, period_grain, period_start, dimension' %}

with segments as (
    select * from {{ ref('int_segments__compared') }}
),

-- How often chance alone would put a segment as far from the rest, on either side.
with_chance as (
    select
        *,
        {{ rate('converting_sessions', 'sessions') }} as session_conversion_rate,
        2 * least(probability_better, 1 - probability_better) as chance

    from segments
),

-- Only segments that are large enough compete for a rank.
numbered as (
    select
        *,
        row_number() over (
            partition by {{ split }}, is_ranked
            order by session_conversion_rate desc, sessions desc, dimension_value asc
        ) as rate_rank,
        row_number() over (
            partition by {{ split }}, is_ranked
            order by converting_sessions desc, sessions desc, dimension_value asc
        ) as volume_rank,
        count(chance) over (partition by {{ split }}) as comparisons,
        row_number() over (
            partition by {{ split }} order by chance nulls last, dimension_value
        ) as chance_number

    from with_chance
),

-- Benjamini and Hochberg: the larger the number of comparisons, the rarer a finding by
-- chance has to be.
corrected as (
    select
        *,
        least(1, min(chance * comparisons / chance_number) over (
            partition by {{ split }} order by chance_number desc
            rows between unbounded preceding and current row
        )) as false_discovery_rate

    from numbered
)

select
    {{ split }},
    conversion_class,
    dimension_value,
    is_ranked,
    case when is_ranked then cast(rate_rank as integer) end as rate_rank,
    case when is_ranked then cast(volume_rank as integer) end as volume_rank,
    sessions,
    converting_sessions,
    {{ rate('sessions', 'sessions + rest_sessions') }} as session_share,
    {{ rate('converting_sessions', 'converting_sessions + rest_converting_sessions') }}
        as converting_session_share,
    {{ rate_columns('session_conversion_rate', 'converting_sessions', 'sessions') }},
    rest_sessions,
    rest_converting_sessions,
    {{ rate_columns(
        'rest_session_conversion_rate', 'rest_converting_sessions', 'rest_sessions'
    ) }},
    probability_better,
    case when chance is not null then false_discovery_rate end as false_discovery_rate,
    coalesce(
        chance is not null
        and false_discovery_rate <= {{ var('ranking_false_discovery_rate') }},
        false
    ) as is_different

from corrected
