"""Which clock most of a state keeps, in the countries with several. Facts, not code.

By ISO 3166-2 code and by name; the IANA database (zone.tab) is the source.
"""

US = {
    "America/New_York": "CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia"
    "|IN Indiana|KY Kentucky|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|NH New Hampshire"
    "|NJ New Jersey|NY New York|NC North Carolina|OH Ohio|PA Pennsylvania|RI Rhode Island"
    "|SC South Carolina|VT Vermont|VA Virginia|WV West Virginia",
    "America/Chicago": "AL Alabama|AR Arkansas|IL Illinois|IA Iowa|KS Kansas|LA Louisiana"
    "|MN Minnesota|MS Mississippi|MO Missouri|NE Nebraska|ND North Dakota|OK Oklahoma"
    "|SD South Dakota|TN Tennessee|TX Texas|WI Wisconsin",
    "America/Denver": "CO Colorado|ID Idaho|MT Montana|NM New Mexico|UT Utah|WY Wyoming",
    "America/Phoenix": "AZ Arizona",
    "America/Los_Angeles": "CA California|NV Nevada|OR Oregon|WA Washington",
    "America/Anchorage": "AK Alaska",
    "Pacific/Honolulu": "HI Hawaii",
}
CANADA = {
    "America/Toronto": "ON Ontario|QC Quebec",
    "America/Halifax": "NB New Brunswick|NS Nova Scotia|PE Prince Edward Island",
    "America/St_Johns": "NL Newfoundland and Labrador",
    "America/Winnipeg": "MB Manitoba",
    "America/Regina": "SK Saskatchewan",
    "America/Edmonton": "AB Alberta|NT Northwest Territories",
    "America/Vancouver": "BC British Columbia",
    "America/Whitehorse": "YT Yukon",
}
AUSTRALIA = {
    "Australia/Sydney": "NSW New South Wales|ACT Australian Capital Territory",
    "Australia/Melbourne": "VIC Victoria",
    "Australia/Brisbane": "QLD Queensland",
    "Australia/Adelaide": "SA South Australia",
    "Australia/Perth": "WA Western Australia",
    "Australia/Hobart": "TAS Tasmania",
    "Australia/Darwin": "NT Northern Territory",
}
BRAZIL = {
    "America/Sao_Paulo": "DF Distrito Federal|ES Espirito Santo|GO Goias|MG Minas Gerais|PR Parana"
    "|RJ Rio de Janeiro|RS Rio Grande do Sul|SC Santa Catarina|SP Sao Paulo",
    "America/Bahia": "BA Bahia",
    "America/Recife": "PE Pernambuco",
    "America/Fortaleza": "CE Ceara|MA Maranhao|PB Paraiba|PI Piaui|RN Rio Grande do Norte",
    "America/Maceio": "AL Alagoas|SE Sergipe",
    "America/Belem": "AP Amapa|PA Para",
    "America/Araguaina": "TO Tocantins",
    "America/Campo_Grande": "MS Mato Grosso do Sul",
    "America/Cuiaba": "MT Mato Grosso",
    "America/Porto_Velho": "RO Rondonia",
    "America/Boa_Vista": "RR Roraima",
    "America/Manaus": "AM Amazonas",
    "America/Rio_Branco": "AC Acre",
}
ISLANDS = {
    "ES": {"Atlantic/Canary": "CN Canarias|GC Las Palmas|TF Santa Cruz de Tenerife"},
    "PT": {"Atlantic/Madeira": "30 Madeira", "Atlantic/Azores": "20 Acores"},
}
STATE_ZONES = {"US": US, "CA": CANADA, "AU": AUSTRALIA, "BR": BRAZIL, **ISLANDS}

# Countries with several zones in which one is meant unless the place says otherwise.
MAIN_ZONES = {
    "AR": "America/Argentina/Buenos_Aires",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}

# Names the telephone tables still use, and those of today.
RENAMED = {
    "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Asia/Saigon": "Asia/Ho_Chi_Minh",
    "Atlantic/Faeroe": "Atlantic/Faroe",
    "Europe/Kiev": "Europe/Kyiv",
}
