"""Phone numbers as people type them, made comparable."""

import phonenumbers


def e164(phone: str, region: str = "") -> str:
    """Return the number in E.164, or "" when it cannot be one.

    `region` (ISO 3166) is where a number without + would be dialled.
    """
    try:
        number = phonenumbers.parse(phone, region or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
