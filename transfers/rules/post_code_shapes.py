"""What post codes look like, country by country. Facts, not code."""

BRITISH = r"(?i:(?:[A-Z]{1,2}\d[A-Z\d]?|GIR) ?\d[A-Z]{2})"

SHARED_SHAPES = {
    r"\d{3}": "FO IS LS MG OM PG",
    r"\d{3,4}": "BH",
    r"\d{4}": "AF AL AM AT AU BD BE BG CH CV CY ET GE GL GW HU LI LR MK MZ NE NO NZ PH PY SI SJ SV"
    " TN VE ZA",
    r"\d{5}": "AX BA BT CR CU DE DO DZ EE EG ES FI FR GF GP GT HN HR ID IQ IT JO KE KW LA LK LY MA"
    " MC ME MM MQ MV MX MY NC NP PE PF PK PM PS RE SM SN TH TR UA UY VA WF XK YT ZM BL MF",
    r"\d{5}(?:-\d{4})?": "AS GU MP PR SA US VI FM MH PW",
    r"\d{6}": "BY CN CO EC KG KZ MN NG RO RU SG TJ TM TT UZ",
    r"\d{3} ?\d{2}": "CZ GR SE SK",
    r"\d{5,6}": "KH RS VN",
    BRITISH: "GB GG IM JE",
}

OWN_SHAPES = {
    "AD": r"AD\d{3}",
    "AE": r"0{4,5}",
    "AI": r"AI-2640",
    "AR": r"[A-Z]?\d{4}(?:[A-Z]{3})?",
    "BB": r"BB\d{5}",
    "BM": r"[A-Z]{2} ?(?:\d{2}|[A-Z]{2})",
    "BN": r"[A-Z]{2} ?\d{4}",
    "BR": r"\d{5}-?\d{3}",
    "CA": r"(?i:[ABCEGHJ-NPRSTVXY]\d[A-Z][ -]?\d[A-Z]\d)",
    "CL": r"\d{3} ?\d{4}",
    "DK": r"\d{4}(?: [A-ZØ](?!\w))?",
    "FK": r"FIQQ 1ZZ",
    "GI": r"GX11 1AA",
    "HK": r"999077",
    "HT": r"(?:HT)?\d{4}",
    "IE": r"(?i:(?:[AC-FHKNPRTV-Y]\d{2}|D6W) ?(?=\w*\d)[0-9A-Z]{4})",
    "IL": r"\d{5}(?:\d{2})?",
    "IN": r"\d{3} ?\d{3}",
    "IR": r"\d{5}-?\d{5}",
    "JP": r"\d{3}[-\u2010-\u2015\u2212\uff0d]?\d{4}",
    "KR": r"\d{5}|\d{3}-\d{3}",
    "KY": r"KY\d-\d{4}",
    "LB": r"\d{4}(?: ?\d{4})?",
    "LC": r"LC\d{2} {1,2}\d{3}",
    "LT": r"\d{5}",
    "LU": r"\d{4}",
    "LV": r"\d{4}",
    "MD": r"\d{4}",
    "MO": r"999078",
    "MT": r"[A-Z]{3} ?\d{4}",
    "MU": r"\d{5}|\d{3}[A-Z]{2}\d{3}",
    "NI": r"\d{5}",
    "NL": r"\d{4} ?[A-Z]{2}",
    "PA": r"\d{4}",
    "PL": r"\d{2}-\d{3}",
    "PT": r"\d{4}-\d{3}",
    "SZ": r"[HLMS]\d{3}",
    "TW": r"\d{3}(?:-?\d{2,3})?",
    "VC": r"VC\d{4}",
    "VG": r"VG\d{4}",
}

HALF_CODES = {
    "CA": r"[A-Z]\d[A-Z]",
    "GB": r"[A-Z]{1,2}\d[A-Z\d]?",
    "IE": r"[A-Z]\d{2}|D6W",
    "PT": r"\d{4}",
    "BR": r"\d{5}",
}

WITHOUT_POST_CODES = """
AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM CW DJ DM ER FJ GA GD GH GM GN GQ GY HK JM KI KM
KN KP ML MO MR MS MW NA NR NU QA RW SB SC SL SO SR SS ST SX SY TD TF TG TK TL TO TV TZ UG VU YE ZW
"""
CODE_STANDS_LAST = "AU BD CA GB ID IE IN JP KR LK MT NG NZ PK SA SG TH TW US ZA"
TELL_THEIR_COUNTRY = ("GB", "CA", "IE", "BR", "PT")
