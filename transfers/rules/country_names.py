"""What people call countries, beside the names that phonenumbers knows. Facts, not code."""

ALPHA_3 = """
AD AND AE ARE AF AFG AG ATG AI AIA AL ALB AM ARM AO AGO AQ ATA AR ARG AS ASM AT AUT AU AUS AW ABW
AX ALA AZ AZE BA BIH BB BRB BD BGD BE BEL BF BFA BG BGR BH BHR BI BDI BJ BEN BL BLM BM BMU BN BRN
BO BOL BQ BES BR BRA BS BHS BT BTN BV BVT BW BWA BY BLR BZ BLZ CA CAN CC CCK CD COD CF CAF CG COG
CH CHE CI CIV CK COK CL CHL CM CMR CN CHN CO COL CR CRI CU CUB CV CPV CW CUW CX CXR CY CYP CZ CZE
DE DEU DJ DJI DK DNK DM DMA DO DOM DZ DZA EC ECU EE EST EG EGY EH ESH ER ERI ES ESP ET ETH FI FIN
FJ FJI FK FLK FM FSM FO FRO FR FRA GA GAB GB GBR GD GRD GE GEO GF GUF GG GGY GH GHA GI GIB GL GRL
GM GMB GN GIN GP GLP GQ GNQ GR GRC GS SGS GT GTM GU GUM GW GNB GY GUY HK HKG HM HMD HN HND HR HRV
HT HTI HU HUN ID IDN IE IRL IL ISR IM IMN IN IND IO IOT IQ IRQ IR IRN IS ISL IT ITA JE JEY JM JAM
JO JOR JP JPN KE KEN KG KGZ KH KHM KI KIR KM COM KN KNA KP PRK KR KOR KW KWT KY CYM KZ KAZ LA LAO
LB LBN LC LCA LI LIE LK LKA LR LBR LS LSO LT LTU LU LUX LV LVA LY LBY MA MAR MC MCO MD MDA ME MNE
MF MAF MG MDG MH MHL MK MKD ML MLI MM MMR MN MNG MO MAC MP MNP MQ MTQ MR MRT MS MSR MT MLT MU MUS
MV MDV MW MWI MX MEX MY MYS MZ MOZ NA NAM NC NCL NE NER NF NFK NG NGA NI NIC NL NLD NO NOR NP NPL
NR NRU NU NIU NZ NZL OM OMN PA PAN PE PER PF PYF PG PNG PH PHL PK PAK PL POL PM SPM PN PCN PR PRI
PS PSE PT PRT PW PLW PY PRY QA QAT RE REU RO ROU RS SRB RU RUS RW RWA SA SAU SB SLB SC SYC SD SDN
SE SWE SG SGP SH SHN SI SVN SJ SJM SK SVK SL SLE SM SMR SN SEN SO SOM SR SUR SS SSD ST STP SV SLV
SX SXM SY SYR SZ SWZ TC TCA TD TCD TF ATF TG TGO TH THA TJ TJK TK TKL TL TLS TM TKM TN TUN TO TON
TR TUR TT TTO TV TUV TW TWN TZ TZA UA UKR UG UGA UM UMI US USA UY URY UZ UZB VA VAT VC VCT VE VEN
VG VGB VI VIR VN VNM VU VUT WF WLF WS WSM YE YEM YT MYT ZA ZAF ZM ZMB ZW ZWE
"""

ALIASES = """
AE: United Arab Emirates|UAE|Emirates|الإمارات العربية المتحدة|الإمارات
AM: Hayastan|Հայաստան
AT: Österreich|Oesterreich
AZ: Azərbaycan
BA: Bosnia and Herzegovina|Bosnia|Bosna i Hercegovina
BD: বাংলাদেশ
BE: België|Belgie|Belgique|Belgien
BG: България
BN: Brunei|Brunei Darussalam
BO: Bolivia|Plurinational State of Bolivia
BY: Беларусь
CD: DR Congo|Congo (DRC)|Congo-Kinshasa|DRC|Democratic Republic of the Congo
CG: Congo|Congo-Brazzaville|Republic of the Congo|Congo Brazzaville
CH: Schweiz|Suisse|Svizzera|Svizra|Switzerland
CI: Côte d'Ivoire|Ivory Coast
CN: China|PR China|PRC|P.R. China|People's Republic of China|Mainland China|China Mainland
CN: Chinese Mainland|中国|中國|中华人民共和国|Zhongguo
CV: Cabo Verde|Cape Verde
CW: Curaçao
CZ: Czechia|Czech Republic|Česko|Česká republika
DE: Germany|Deutschland|Federal Republic of Germany|BRD
DK: Danmark|Kingdom of Denmark
DZ: Algérie|الجزائر
EE: Eesti
EG: مصر|Misr
ES: España|Espana|Espanya|Espainia
FI: Suomi
FM: Micronesia|Federated States of Micronesia
FO: Faroe Islands|Faeroe Islands|Føroyar|Færøerne
GB: UK|U.K.|Great Britain|Britain|GBR|United Kingdom of Great Britain and Northern Ireland
GB: England|Scotland|Wales|Northern Ireland|Cymru|Alba
GE: საქართველო|Sakartvelo
GR: Hellas|Ελλάδα|Ellada|Hellenic Republic
HK: Hong Kong|Hong Kong SAR|Hong Kong S.A.R.|Hong Kong SAR China|Hong Kong China|Hongkong|香港|HKSAR
HK: China Hong Kong|香港特别行政区|香港特別行政區
HR: Hrvatska
HU: Magyarország
ID: Republic of Indonesia
IE: Éire|Eire|Republic of Ireland|ROI
IL: ישראל
IN: India|Bharat|भारत|Hindustan
IR: Iran|Islamic Republic of Iran|ایران
IS: Ísland
IT: Italia
JE: Jersey|Bailiwick of Jersey
JO: الأردن
JP: Japan|Nippon|Nihon|日本|日本国
KH: Kampuchea|កម្ពុជា
KP: North Korea|DPRK
KR: Korea|South Korea|Republic of Korea|Korea Republic|대한민국|한국|Rep. of Korea
KW: الكويت
LA: Laos|Lao PDR|ລາວ|Lao People's Democratic Republic
LB: Liban|لبنان
LT: Lietuva
LU: Letzebuerg|Lëtzebuerg|Grand Duchy of Luxembourg
LV: Latvija
MA: Maroc|المغرب
MD: Moldova|Republic of Moldova
ME: Crna Gora
MF: Saint Martin
MK: North Macedonia|Macedonia|FYROM|Северна Македонија
MM: Myanmar|Burma
MN: Монгол улс
MO: Macau|Macao|Macau SAR|Macao SAR|Macau SAR China|Macao SAR China|Macau China|澳門|澳门
MX: México|Mejico|Estados Unidos Mexicanos
MY: Malaysia
NL: Netherlands|The Netherlands|Holland|Nederland
NO: Norge|Noreg
NZ: New Zealand|Aotearoa
OM: عمان
PH: Philippines|Pilipinas|The Philippines
PL: Polska
PS: Palestine|State of Palestine|Palestinian Territories
PT: Portuguese Republic
QA: قطر
RE: Réunion|La Réunion
RO: România
RS: Srbija|Србија
RU: Russia|Russian Federation|Россия|Российская Федерация|Rossiya
SA: Saudi|KSA|Kingdom of Saudi Arabia|المملكة العربية السعودية|السعودية
SE: Sverige
SG: Singapore|Republic of Singapore|Singapura|新加坡
SI: Slovenija
SK: Slovakia|Slovak Republic|Slovensko
ST: São Tomé and Príncipe
SX: Sint Maarten
SY: Syrian Arab Republic
SZ: Eswatini|Swaziland
TH: ประเทศไทย|ไทย|Kingdom of Thailand
TL: Timor-Leste|East Timor
TN: Tunisie|تونس
TR: Türkiye|Turkiye|Turkey|Republic of Türkiye
TT: Trinidad and Tobago|Trinidad
TW: Taiwan|Taiwan R.O.C.|Chinese Taipei|台灣|臺灣|台湾|Taiwan China
TZ: Tanzania|United Republic of Tanzania
UA: Україна|Ukraina
US: USA|U.S.A.|U.S.|United States|United States of America|America|Estados Unidos|États-Unis
UZ: Uzbekiston
VA: Vatican|Vatican City|Holy See|Città del Vaticano
VE: Venezuela|Bolivarian Republic of Venezuela
VG: British Virgin Islands
VI: US Virgin Islands|Virgin Islands
VN: Vietnam|Viet Nam|Việt Nam
XK: Kosovo|Kosova
ZA: South Africa|RSA|Suid-Afrika
"""

CITY_STATES = {
    "SG": "Singapore",
    "HK": "Hong Kong",
    "MO": "Macau",
    "MC": "Monaco",
    "GI": "Gibraltar",
    "VA": "Vatican City",
}
NAMESAKE_CAPITALS = {"LU": "Luxembourg", "SM": "San Marino", "DJ": "Djibouti"}

CITIES_BEHIND_STATE_LIKE_CODES = {
    "AL": "tirana|durres|sarande",
    "AZ": "baku",
    "NE": "niamey",
    "NC": "noumea",
    "ME": "podgorica|kotor|budva",
    "MO": "macau|macao|taipa|cotai",
    "NL": "amsterdam|rotterdam|the hague|den haag|utrecht|eindhoven|groningen|haarlem|maastricht"
    "|leiden|delft|breda|tilburg|nijmegen|arnhem",
    "PE": "lima|cusco|cuzco|arequipa|trujillo",
    "SA": "riyadh|jeddah|mecca|medina|dammam|khobar",
    "SK": "bratislava|kosice",
    "AR": "buenos aires|cordoba|rosario|mendoza|la plata",
    "CA": "toronto|montreal|vancouver|calgary|ottawa|edmonton|winnipeg|quebec|quebec city|hamilton"
    "|halifax|victoria|mississauga|brampton|surrey",
    "CO": "bogota|medellin|cali|barranquilla|cartagena|bucaramanga",
    "DE": "berlin|hamburg|munich|munchen|cologne|koln|frankfurt|frankfurt am main|stuttgart"
    "|dortmund|dusseldorf|leipzig|dresden|hanover|hannover|nuremberg|nurnberg|bremen|essen|bonn|mannheim",
    "GA": "libreville",
    "ID": "jakarta|surabaya|bandung|medan|denpasar|semarang|ubud|kuta|seminyak",
    "IL": "tel aviv|tel aviv yafo|jerusalem|haifa|eilat|herzliya",
    "IN": "mumbai|delhi|new delhi|bangalore|bengaluru|hyderabad|chennai|kolkata|pune|ahmedabad"
    "|jaipur|gurgaon|gurugram|noida|goa|kochi|lucknow|surat|indore|chandigarh",
    "LA": "vientiane|luang prabang",
    "MA": "casablanca|marrakech|marrakesh|rabat|fes|fez|tangier|agadir",
    "MD": "chisinau",
    "MT": "valletta|sliema|st julians",
    "MN": "ulaanbaatar",
    "PA": "panama|panama city",
    "TN": "tunis|sousse|sfax",
}
