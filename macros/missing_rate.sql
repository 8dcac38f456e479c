{#-
    An amount that cannot be had: it ends the build with one line, as stop does, where a row
    needs a rate that nobody has filled in.
-#}
{% macro missing_rate(currency, date) -%}
    cast(error(
        'seeds/definitions/definition_exchange_rates.csv: there is no rate from '
        || {{ currency }} || ' to {{ var("reporting_currency") }} on ' || {{ date }}
        || ', and ad spend is compared with amounts in it. Add a row for each of the two, '
        || 'or set the var reporting_currency to the currency that all amounts have.'
    ) as double)
{%- endmacro %}
