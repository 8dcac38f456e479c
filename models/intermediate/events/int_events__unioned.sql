{%- for event_source in var('event_sources') %}
select * from {{ ref('stg_' ~ event_source ~ '__events') }}
{%- if not loop.last %}

union all
{% endif %}
{%- endfor %}
