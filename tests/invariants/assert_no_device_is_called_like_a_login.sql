-- A device id that equals somebody's login gives two visitors one id. A tracker that
-- sends the login as the device's id does it; its adapter should send one of the two.
{{ config(severity='warn') }}

select
    visitor_id,
    min(identity_level) as lowest_level,
    max(identity_level) as highest_level

from {{ ref('int_events__sessionized') }}

group by visitor_id

having min(identity_level) != max(identity_level)
