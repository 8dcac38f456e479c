{#-
    Probability that a share of Beta(a, b) is higher than one of Beta(c, d); all four are
    columns of whole numbers. Exact where the smallest of them is at most 100: the sum may
    run over any of them, since shares may change places, and so may successes and
    failures. Else the difference of the two log-odds is taken as normal but for its
    skewness and kurtosis (Edgeworth's series), which is wrong by less than 0.00001.
-#}
{% macro beta_exceeds(a, b, c, d) -%}
    {%- set smallest = "least(" ~ [a, b, c, d] | join(", ") ~ ")" -%}
    {%- set mean, variance, third, fourth = [], [], [], [] -%}
    {%- for x, sign in [(a, "+"), (b, "-"), (c, "-"), (d, "+")] -%}
        {%- set inverse = "(1.0 / " ~ x ~ ")" -%}
        {%- do mean.append(
            sign ~ " (ln(" ~ x ~ ") + " ~ polynomial(inverse, ["(-1.0 / 12)", -0.5, 0]) ~ ")"
        ) -%}
        {%- do variance.append(polynomial(inverse, ["(1.0 / 6)", 0.5, 1, 0])) -%}
        {%- do third.append(sign ~ " " ~ polynomial(inverse, [-0.5, -1, -1, 0, 0])) -%}
        {%- do fourth.append(polynomial(inverse, [2, 3, 2, 0, 0, 0])) -%}
    {%- endfor -%}
    {%- set variance = "(" ~ variance | join(" + ") ~ ")" -%}
    greatest(0, least(1, case
        when {{ smallest }} > 100
            then list_transform(
                [{
                    'z': (0 {{ mean | join(" ") }}) / sqrt({{ variance }}),
                    'skewness': (0 {{ third | join(" ") }}) / pow({{ variance }}, 1.5),
                    'kurtosis': ({{ fourth | join(" + ") }}) / pow({{ variance }}, 2)
                }],
                lambda it:
                    {{ normal_cdf("it.z") }}
                    + exp(-it.z * it.z / 2) * 0.3989422804014327 * (
                        it.skewness / 6 * {{ polynomial("it.z", [1, 0, -1]) }}
                        - it.kurtosis / 24 * {{ polynomial("it.z", [1, 0, -3, 0]) }}
                        - it.skewness * it.skewness / 72
                        * {{ polynomial("it.z", [1, 0, -10, 0, 15, 0]) }}
                    )
            )[1]
        when {{ smallest }} = {{ a }} then {{ beta_exceeds_sum(a, b, c, d) }}
        when {{ smallest }} = {{ c }} then 1 - {{ beta_exceeds_sum(c, d, a, b) }}
        when {{ smallest }} = {{ d }} then {{ beta_exceeds_sum(d, c, b, a) }}
        else 1 - {{ beta_exceeds_sum(b, a, d, c) }}
    end))
{%- endmacro %}
