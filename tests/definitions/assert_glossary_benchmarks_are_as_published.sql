-- The ten figures of the glossary page are quoted, not measured: one that is mended or
-- rounded here is no longer what was published, and every comparison with it misleads.
with benchmarks as (
    select * from {{ ref('benchmark_rates') }}
    where benchmark_id like 'B%'
),

published (
    benchmark_id, average_low, average_high, typical_low, typical_high, multiplier
) as (
    values
    ('B01', 0.025, 0.025, 0.02, 0.04, null),
    ('B02', 0.12, 0.15, 0.10, 0.20, null),
    ('B03', 0.066, 0.066, 0.04, 0.08, null),
    ('B04', 0.06, 0.08, 0.05, 0.10, null),
    ('B05', 0.03, 0.05, 0.02, 0.06, null),
    ('B06', 0.0752, 0.0752, 0.05, 0.10, null),
    ('B07', 0.02, 0.05, 0.01, 0.08, null),
    ('B08', 0.01, 0.03, 0.005, 0.05, null),
    ('B09', 0.01, 0.02, 0.005, 0.03, null),
    ('B10', null, null, null, null, 4.4)
)

select
    coalesce(published.benchmark_id, benchmarks.benchmark_id) as benchmark_id,
    published.average_low as published_average_low,
    benchmarks.average_low,
    published.average_high as published_average_high,
    benchmarks.average_high,
    published.typical_low as published_typical_low,
    benchmarks.typical_low,
    published.typical_high as published_typical_high,
    benchmarks.typical_high,
    published.multiplier as published_multiplier,
    benchmarks.multiplier

from published

full outer join benchmarks
    on published.benchmark_id = benchmarks.benchmark_id

where
    published.benchmark_id is distinct from benchmarks.benchmark_id
    or cast(published.average_low as double) is distinct from benchmarks.average_low
    or cast(published.average_high as double) is distinct from benchmarks.average_high
    or cast(published.typical_low as double) is distinct from benchmarks.typical_low
    or cast(published.typical_high as double) is distinct from benchmarks.typical_high
    or cast(published.multiplier as double) is distinct from benchmarks.multiplier
    or benchmarks.publication_id is distinct from 'amicited_glossary'
    or benchmarks.evidence is distinct from 'glossary'
