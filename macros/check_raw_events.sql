{% macro check_raw_events() %}{% endmacro %}
