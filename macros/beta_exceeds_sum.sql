{#-
    Probability that a share of Beta(a, b) is higher than one of Beta(c, d), for a whole a.
    Exact, in as many terms as a says: Miller, E. (2014), Formulas for Bayesian A/B testing.
-#}
{% macro beta_exceeds_sum(a, b, c, d) -%}
    list_sum(list_transform(range(0, {{ a }}), lambda i: exp(
        {{ log_beta(c ~ " + i", b ~ " + " ~ d) }}
        - ln({{ b }} + i)
        - {{ log_beta("1 + i", b) }}
        - {{ log_beta(c, d) }}
    )))
{%- endmacro %}
