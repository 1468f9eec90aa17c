"""Numbers, money, days and charts in templates, by the reader's language and zone."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.utils.formats import localize_input, number_format
from django.utils.safestring import SafeString
from django.utils.translation import ngettext
from lucide.templatetags.lucide import lucide as draw

from leads.rules.status import LeadStatus, LostReason
from web.charts import small
from web.outlook import health_tone
from web.times import clock_element, past_element, your_time
from web.tones import STAGE_TONES
from web.words import (
    clock_there,
    days_ago,
    money_text,
    percent_text,
    short_day,
    short_money,
)

register = template.Library()

register.simple_tag(small.spark, name="spark")
register.simple_tag(small.meter, name="meter")
register.simple_tag(small.ring, name="ring")
register.simple_tag(small.pair, name="pair")
register.filter("health_tone", health_tone)


@register.simple_tag
@lru_cache(maxsize=500)
def lucide(name: str, size: int = 24) -> SafeString:
    """The icon as inline SVG; drawn once, because drawing it is a parse of XML each time."""
    return SafeString(draw(name, size=size))


@register.filter
def money(amount: Decimal | float | None) -> str:
    """`$12,764`; nothing for an unknown amount."""
    return "" if amount in (None, "") else money_text(amount, settings.CURRENCY)


@register.filter
def money_short(amount: Decimal | float | None) -> str:
    """`$12.8k`."""
    return "" if amount in (None, "") else short_money(amount, settings.CURRENCY)


@register.filter
def day(moment: datetime | date | None, zone: str = "UTC") -> str:
    """`Mon 30 Nov` in the zone; with the year when it is not this one."""
    return "" if not moment else short_day(moment, zone)


@register.filter
def ago(moment: datetime | None, zone: str = "UTC") -> str:
    """`today`, `3 days ago`, and from a week on the day itself."""
    return "" if not moment else days_ago(moment, zone)


@register.filter
def clock(moment: datetime | None, zone: str = "UTC") -> str:
    """`09:12 GMT`: by the clock of the zone, which is named."""
    return "" if not moment else clock_there(moment, zone)


@register.simple_tag
def time_there(moment: datetime | None, there: str, here: str) -> str:
    """`09:12 EST` by the clock over there; by the reader's when pointed at."""
    return clock_element(moment, there, here) if moment else ""


@register.filter
def your_clock(moment: datetime | None, here: str) -> str:
    """`Your time: Wed 25 Nov 2026, 09:12 GMT`, for who points at it."""
    return your_time(moment, here) if moment else ""


@register.simple_tag
def past(moment: datetime | None, there: str, here: str) -> str:
    """`3 days ago` over there; the reader's day and clock when pointed at."""
    return past_element(moment, there, here) if moment else ""


@register.filter
def signed(number: float | None) -> str:
    """`+6`, with a real minus sign for what fell."""
    if number is None:
        return ""
    whole = round(number)
    return f"+{whole}" if whole > 0 else str(whole).replace("-", "\N{MINUS SIGN}")


@register.filter
def percent(share: float | None) -> str:
    """`36%`; in French with its blank before the sign."""
    return "" if share is None else percent_text(share)


@register.filter
def change(share: float | None) -> str:
    """`+36%`: a change in percent, with a real minus sign for what fell."""
    return "" if share is None else percent_text(share, signed=True)


@register.filter
def of_one(share: float | None) -> str:
    """`36%` of a share of one; nothing for an unknown one."""
    return "" if share is None else percent_text(100 * share)


@register.filter
def signed_tenth(number: float) -> str:
    """`+0.5`, in the reader's language."""
    tenths = abs(Decimal(str(number))).quantize(Decimal("0.1"), ROUND_HALF_UP)  # as floatformat
    text = number_format(tenths, 1)
    return f"+{text}" if number > 0 else f"\N{MINUS SIGN}{text}"


@register.filter
def lost_reason(reason: str) -> str:
    """The words of why a lead was lost."""
    return str(LostReason(reason).label) if reason in LostReason.values else reason


@register.filter
def stage(status: str) -> str:
    """The words of a status."""
    return str(LeadStatus(status).label)


@register.filter
def stage_tone(status: str) -> str:
    """The class that colours a status."""
    return f"tone-{STAGE_TONES[status]}"


@register.filter
def days_long(seconds: int) -> str:
    """`12 days`, or hours below two days."""
    hours = seconds // 3600
    if hours < 48:
        return ngettext("%d hour", "%d hours", hours) % hours
    return ngettext("%d day", "%d days", hours // 24) % (hours // 24)


@register.filter
def unlocalized(number: Any) -> str:
    """A number as programs read it, whatever the language."""
    return "" if number is None else str(number)


@register.filter
def grouped(number: int) -> str:
    """`12,764`."""
    return number_format(number, force_grouping=True)


@register.filter
def localized(number: Any) -> str:
    """A number as a person of this language types it."""
    return "" if number is None else str(localize_input(number))


@register.filter
def line(rows: Any, index: int) -> Any:
    """One row of a form that has several."""
    return rows[index]


@register.filter
def initials(name: str) -> str:
    words = [word for word in str(name).split() if word.casefold() != "the" and word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper()


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changed: Any) -> str:
    """The current query string with some parameters changed; an empty value drops one."""
    params = context["request"].GET.copy()
    for name, value in changed.items():
        params.pop(name, None)
        if value not in ("", None):
            params[name] = value
    text = params.urlencode()
    return SafeString(f"?{text}" if text else "?")
