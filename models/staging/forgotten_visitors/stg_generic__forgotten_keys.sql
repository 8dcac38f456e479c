-- depends_on: {{ source('forgotten_visitors', 'keys') }}
with raw_keys as (
    {{ read_input('forgotten_visitors') }}
)

select
    key_hash,
    salt_hash,
    forgotten_at

from raw_keys
