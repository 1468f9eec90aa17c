"""Text made comparable."""

import re
import unicodedata

SPACES = re.compile(r"\s+")
NOT_WORD = re.compile(r"[^\w]+")
LONGEST_ID = 18


def folded(text: str) -> str:
    """Return the text lower-cased and without accents, for searching."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return SPACES.sub(" ", plain.casefold()).strip()


def name_key(text: str) -> str:
    """Return the key under which two spellings of one name meet: `Café "Noir"` and `cafe noir`."""
    return NOT_WORD.sub(" ", folded(text).replace("&", " and ")).strip()


def without_nul(text: str) -> bool:
    """Tell whether both databases can store the text."""
    return "\x00" not in text


def is_id(text: str) -> bool:
    """Tell whether a database could have given this id."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_ID


def is_between(text: str, least: int, most: int) -> bool:
    """Tell whether the text is a whole number within these bounds, both included."""
    return is_id(text) and least <= int(text) <= most
