"""Phone numbers as people type them, made comparable."""

import re

import phonenumbers

SEVERAL = re.compile(r"[;,|\n]")


def e164(phone: str, region: str = "", *, guess: str = "") -> str:
    """Return the number in E.164, or "" when it cannot be one; of several the first.

    `region` (ISO 3166) is where a number without + would be dialled. `guess` stands for a region
    nobody named: a number is read so only if it is one there, lest a French one become American.
    """
    first = SEVERAL.split(phone)[0].strip()
    for text in dict.fromkeys((phone, first)):
        if text.startswith("00"):
            text = f"+{text[2:]}"
        number = _parsed(text, region or guess)
        sure = bool(region) or text.startswith("+")
        if number and (sure or phonenumbers.is_valid_number(number)):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return ""


def _parsed(text: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None
