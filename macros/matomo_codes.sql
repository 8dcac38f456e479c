{#-
    Words for Matomo's codes of devices, systems and browsers, those that most visits have;
    another code stays. Source: the lists of github.com/matomo-org/device-detector. Kinds of
    device have the words that other sources use.
-#}
{% macro matomo_codes(kind) %}
    {{ return({
        "device": {
            "0": "desktop", "1": "mobile", "2": "tablet", "3": "mobile", "4": "console",
            "5": "smart tv", "6": "car browser", "7": "smart display", "8": "camera",
            "9": "portable media player", "10": "mobile", "11": "smart speaker",
            "12": "wearable", "13": "peripheral",
        },
        "system": {
            "AND": "Android", "ADR": "Android TV", "IOS": "iOS", "IPA": "iPadOS",
            "ATV": "tvOS", "WAS": "watchOS", "MAC": "Mac", "WIN": "Windows",
            "WPH": "Windows Phone", "LIN": "GNU/Linux", "UBT": "Ubuntu", "FED": "Fedora",
            "DEB": "Debian", "COS": "Chrome OS", "CRS": "Chromium OS", "FIR": "Fire OS",
            "HAR": "HarmonyOS", "KOS": "KaiOS", "TIZ": "Tizen", "WOS": "webOS",
            "PS3": "PlayStation", "XBX": "Xbox", "BSD": "FreeBSD",
        },
        "browser": {
            "CH": "Chrome", "CM": "Chrome Mobile", "CI": "Chrome Mobile iOS",
            "CV": "Chrome Webview", "CR": "Chromium", "HC": "Headless Chrome",
            "SF": "Safari", "MF": "Mobile Safari", "FF": "Firefox",
            "FM": "Firefox Mobile", "F1": "Firefox Mobile iOS", "FK": "Firefox Focus",
            "PS": "Microsoft Edge", "IE": "Internet Explorer", "OP": "Opera",
            "OM": "Opera Mobile", "OI": "Opera Mini", "OX": "Opera GX",
            "SB": "Samsung Browser", "AN": "Android Browser", "BR": "Brave",
            "VI": "Vivaldi", "DD": "DuckDuckGo Privacy Browser", "EC": "Ecosia",
            "UC": "UC Browser", "YA": "Yandex Browser", "HU": "Huawei Browser",
            "MU": "MIUI Browser",
        },
    }[kind]) }}
{% endmacro %}
