{{ config(tags=['loaded']) }}

-- An adapter that cannot read new files alone has nothing new here.
{%- for event_source in var('event_sources') %}
select * from {{ ref('stg_' ~ event_source ~ '__events') }}
{%- if not builds_whole() and event_source not in row_wise_sources() %}
where false
{%- endif %}
{%- if not loop.last %}

union all
{% endif %}
{%- endfor %}
