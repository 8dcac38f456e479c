{#-
    What is found by its look, as regular expressions and what they are replaced by. An
    address of a network is shortened, as anonymised ones are, and one that ends in 0 was.
    In a user agent it is a version. A phone number is told from others by its plus sign.
    Of a text fragment, words of the page that a visitor may have searched for, the sign
    that there was one stays.
-#}
{% macro personal_patterns(kind) %}
    {%- set at = "(?:@|%40|%2540|\\\\u0040)" %}
    {%- set label = "[\\p{L}\\p{N}-]+" %}
    {%- set octet = "(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])" %}
    {%- set last = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]?)" %}
    {%- set group = "[0-9A-Fa-f]{1,4}:" %}
    {%- set found = {
        "email": [
            "[\\p{L}\\p{N}._%+-]+" ~ at ~ label ~ "(?:\\." ~ label ~ ")*\\.\\p{L}{2,}",
            "(redacted)",
        ],
        "phone": [
            "(^|[^\\w])(?:\\+|%2[Bb])[1-9](?:(?:[ ().-]|%20){0,2}[0-9]){6,14}",
            "\\1(redacted)",
        ],
    } %}
    {%- if kind != "agent" %}
        {%- do found.update({
            "ip_v4": [
                "\\b(" ~ octet ~ "\\." ~ octet ~ "\\." ~ octet ~ ")\\." ~ last ~ "\\b",
                "\\1.0",
            ],
            "ip_v6": [
                "\\b((?:" ~ group ~ "){2,3})(?:(?:" ~ group ~ "){4}|(?:" ~ group
                ~ "){0,4}:(?:" ~ group ~ "){0,4})[0-9A-Fa-f]{1,4}\\b",
                "\\1:",
            ],
        }) %}
    {%- endif %}
    {%- if kind in ["url", "json", "text"] %}
        {%- do found.update({"text_fragment": [":~:text=[^\"\\\\]+", ":~:text="]}) %}
    {%- endif %}
    {{ return(found) }}
{% endmacro %}
