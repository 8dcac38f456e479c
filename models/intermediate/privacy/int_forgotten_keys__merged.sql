-- Whoever was forgotten twice is gone until the later time.
select
    key_hash,
    max(forgotten_at) as forgotten_at

from {{ ref('stg_generic__forgotten_keys') }}

group by key_hash
