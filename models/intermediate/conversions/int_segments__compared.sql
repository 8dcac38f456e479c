with counts as (
    select * from {{ ref('int_conversion_rates__counted') }}
    where dimension <> 'all' and period_grain <> 'day'
),

-- Every dimension splits the same sessions, so the rest is the sum less the segment.
segments as (
    select
        *,
        sum(sessions) over one_split as all_sessions,
        sum(converting_sessions) over one_split as all_converting_sessions,
        sessions >= {{ var('ranking_min_sessions') }} as is_ranked

    from counts

    window one_split as (partition by conversion, period_grain, period_start, dimension)
),

with_rest as (
    select
        *,
        cast(all_sessions - sessions as bigint) as rest_sessions,
        cast(all_converting_sessions - converting_sessions as bigint)
            as rest_converting_sessions

    from segments
),

-- What is known of a rate after the counts, if before them any rate was as likely.
posteriors as (
    select
        *,
        converting_sessions + 1 as own_alpha,
        sessions - converting_sessions + 1 as own_beta,
        rest_converting_sessions + 1 as rest_alpha,
        rest_sessions - rest_converting_sessions + 1 as rest_beta

    from with_rest
)

select
    conversion,
    conversion_class,
    period_grain,
    period_start,
    dimension,
    dimension_value,
    is_ranked,
    sessions,
    converting_sessions,
    rest_sessions,
    rest_converting_sessions,
    case
        when is_ranked and rest_sessions > 0
            then {{ beta_exceeds('own_alpha', 'own_beta', 'rest_alpha', 'rest_beta') }}
    end as probability_better

from posteriors
