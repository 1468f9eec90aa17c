"""Free text, made comparable."""

import re
import unicodedata

PART_BREAKS = re.compile(r"[,;\uff0c\u3001\u060c\r\n]+")
SILENT = re.compile(r"[.'\u2019\u02bc]")
NOT_WORDS = re.compile(r"[\W_]+")
STREET_ENDINGS = re.compile(
    r"(?:^| )(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|highway|hwy|way|square"
    r"|terrace|court|mews|floor|level|suite|unit|shop|building|tower|mall|hotel|plaza|box)$"
    r"|\w(?:strasse|gade|vej|gatan|vagen|straat|laan|weg|plein|allee)$"
)
STREET_BEGINNINGS = re.compile(
    r"^(?:rue|avenue|boulevard|chemin|quai|via|viale|piazza|corso|calle|carrer|paseo|avenida|rua"
    r"|travessa|largo|praca|estrada|alameda|jalan|jl|ulica|ul|ulitsa|p ?o box|shop|unit|suite) "
)


def tidy(text: str) -> str:
    """One space between words and none around them."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """The text without case, accents and punctuation: 'U.S.A.' and 'usa' become one."""
    letters = unicodedata.normalize("NFKD", SILENT.sub("", text.casefold()))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return NOT_WORDS.sub(" ", plain).strip()


def parts_of(text: str) -> list[str]:
    """What stands between the commas, without the empty places."""
    return [part for part in map(tidy, PART_BREAKS.split(text)) if part]


def has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def looks_like_a_street(text: str) -> bool:
    folded = fold(text)
    return bool(STREET_ENDINGS.search(folded) or STREET_BEGINNINGS.search(folded))
