{#-
    Whether a text holds what without_personal_data takes out, told in another way than
    there: a guard that asks with the same words sees nothing new. The host of a link is
    nobody's address, and an address of a network that ends in 0 was shortened. In a user
    agent it is a version.
-#}
{% macro shows_personal_data(text, is_agent) -%}
    {%- set octet = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])" -%}
    {%- set clicks = personal_names(true) -%}
    (
        ({{ text }} like '%@%' or {{ text }} like '%!%40%' escape '!')
        and regexp_matches({{ text }}, '[\w.-](@|%40)[\w-]+([.][\w-]+)*[.][A-Za-z]{2}')
    )
    or (
        {{ text }} like '%+%'
        and regexp_matches({{ text }}, '(^|[^\w])[+][1-9][0-9]([ ().-]{0,2}[0-9]){6}')
    )
    {%- if not is_agent %}
    or (
        {{ text }} like '%.%.%.%'
        and regexp_matches(
            regexp_replace({{ text }}, '//[\w.:-]*([/?#"]|$)', '', 'g'),
            '\b{{ octet }}[.]{{ octet }}[.]{{ octet }}[.](25[0-5]|2[0-4]\d|1\d\d|[1-9]\d?)\b'
        )
    )
    or regexp_matches({{ text }}, '[:]~[:]text=[^"\\]')
    {%- endif %}
    or (
        {{ text }} like '%=%'
        and regexp_matches(
            regexp_replace({{ text }}, '=([0-9a-f]{64}|[(]redacted[)])', '', 'g'),
            '(?i)[?&;]({{ clicks }})=[^&#"]'
        )
    )
{%- endmacro %}
