"""States, provinces and counties that stand in addresses. Facts, not code."""

STATES = {
    "US": """AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut
|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois
|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts
|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada
|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio
|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota
|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin
|WY Wyoming|PR Puerto Rico|GU Guam|VI Virgin Islands""",
    "CA": """AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NS Nova Scotia|ON Ontario
|NL Newfoundland and Labrador|NT Northwest Territories|NU Nunavut|PE Prince Edward Island|QC Québec
|SK Saskatchewan|YT Yukon|PQ Province of Quebec""",
    "AU": """NSW New South Wales|VIC Victoria|QLD Queensland|WA Western Australia
|SA South Australia|TAS Tasmania|ACT Australian Capital Territory|NT Northern Territory""",
    "BR": """AC Acre|AL Alagoas|AP Amapá|AM Amazonas|BA Bahia|CE Ceará|DF Distrito Federal
|ES Espírito Santo|GO Goiás|MA Maranhão|MT Mato Grosso|MS Mato Grosso do Sul|MG Minas Gerais|PA Pará
|PB Paraíba|PR Paraná|PE Pernambuco|PI Piauí|RJ Rio de Janeiro|RN Rio Grande do Norte
|RS Rio Grande do Sul|RO Rondônia|RR Roraima|SC Santa Catarina|SP São Paulo|SE Sergipe
|TO Tocantins""",
    "IN": """AP Andhra Pradesh|AR Arunachal Pradesh|AS Assam|BR Bihar|CG Chhattisgarh|GA Goa
|GJ Gujarat|HR Haryana|HP Himachal Pradesh|JK Jammu and Kashmir|JH Jharkhand|KA Karnataka|KL Kerala
|LA Ladakh|MP Madhya Pradesh|MH Maharashtra|MN Manipur|ML Meghalaya|MZ Mizoram|NL Nagaland|OD Odisha
|OR Orissa|PB Punjab|RJ Rajasthan|SK Sikkim|TN Tamil Nadu|TN Tamilnadu|TS Telangana|TG Telangana
|TR Tripura|UP Uttar Pradesh|UK Uttarakhand|WB West Bengal|DL Delhi|CH Chandigarh|PY Puducherry""",
    "MX": """CDMX Ciudad de México|AGS Aguascalientes|BC Baja California|BCS Baja California Sur
|CHIS Chiapas|CHIH Chihuahua|COAH Coahuila|COL Colima|DGO Durango|GTO Guanajuato|GRO Guerrero
|HGO Hidalgo|JAL Jalisco|MICH Michoacán|MOR Morelos|NAY Nayarit|NL Nuevo León|OAX Oaxaca|PUE Puebla
|QRO Querétaro|QR Quintana Roo|SLP San Luis Potosí|SIN Sinaloa|SON Sonora|TAB Tabasco
|TAMPS Tamaulipas|TLAX Tlaxcala|VER Veracruz|YUC Yucatán|ZAC Zacatecas|EDOMEX Estado de México""",
    "MY": """JHR Johor|KDH Kedah|KTN Kelantan|MLK Melaka|NSN Negeri Sembilan|PHG Pahang|PRK Perak
|PLS Perlis|PNG Penang|PNG Pulau Pinang|SBH Sabah|SWK Sarawak|SGR Selangor|TRG Terengganu
|WP Wilayah Persekutuan Kuala Lumpur|WP Federal Territory of Kuala Lumpur""",
    "AR": """CABA Ciudad Autónoma de Buenos Aires|BA Provincia de Buenos Aires""",
    "ID": """BA Bali|BT Banten|JB Jawa Barat|JT Jawa Tengah|JI Jawa Timur|JB West Java
|JT Central Java|JI East Java|YO Daerah Istimewa Yogyakarta|NB Nusa Tenggara Barat
|NB West Nusa Tenggara|SU North Sumatra|SU Sumatera Utara|JK Daerah Khusus Ibukota Jakarta""",
    "ZA": """WC Western Cape|EC Eastern Cape|NC Northern Cape|GP Gauteng|KZN KwaZulu-Natal
|LP Limpopo|MP Mpumalanga|FS Free State|NW North West""",
    "PH": """NCR Metro Manila|BEN Benguet|CAV Cavite|LAG Laguna|RIZ Rizal""",
    "GB": """ENG England|SCT Scotland|WLS Wales|NIR Northern Ireland|CON Cornwall|DEV Devon
|DOR Dorset|KEN Kent|ESS Essex|SRY Surrey|SXE East Sussex|SXW West Sussex|SX Sussex|NFK Norfolk
|SFK Suffolk|CMA Cumbria|MSY Merseyside|GTM Greater Manchester|GTL Greater London|MDX Middlesex
|TWR Tyne and Wear|WMD West Midlands|DUR County Durham|NBL Northumberland|RUT Rutland|SOM Somerset
|IOW Isle of Wight|AGY Anglesey|GWN Gwynedd|POW Powys|DFD Dyfed|FIF Fife|CLD Highland""",
}

ITALIAN_PROVINCES = """
AG AL AN AO AP AQ AR AT AV BA BG BI BL BN BO BR BS BT BZ CA CB CE CH CL CN CO CR CS CT CZ EN FC FE
FG FI FM FR GE GO GR IM IS KR LC LE LI LO LT LU MB MC ME MI MN MO MS MT NA NO NU OR PA PC PD PE PG
PI PN PO PR PT PU PV PZ RA RC RE RG RI RM RN RO SA SI SO SP SR SS SU SV TA TE TN TO TP TR TS TV UD
VA VB VC VE VI VR VT VV
"""

CITIES_NAMED_LIKE_STATES = {
    "US": {"new york", "washington"},
    "CA": {"quebec"},
    "BR": {"sao paulo", "rio de janeiro"},
    "IN": {"delhi", "chandigarh", "puducherry"},
    "MX": {
        "ciudad de mexico",
        "puebla",
        "queretaro",
        "oaxaca",
        "guanajuato",
        "durango",
        "veracruz",
    },
    "MY": {"penang", "melaka"},
}

# The first digit of an American post code, and the states it stands for.
ZIP_STATES = {
    "0": "CT MA ME NH NJ RI VT PR VI",
    "1": "DE NY PA",
    "2": "DC MD NC SC VA WV",
    "3": "AL FL GA MS TN",
    "4": "IN KY MI OH",
    "5": "IA MN MT ND SD WI",
    "6": "IL KS MO NE",
    "7": "AR LA OK TX",
    "8": "AZ CO ID NM NV UT WY",
    "9": "AK CA HI OR WA GU",
}
