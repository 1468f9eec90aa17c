"""Money, days and clocks as people read them, in their language."""

import re
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from call_planning.rules.local_time import local_time_text
from kernel.clock import zone_of
from kernel.money import in_currency, sign
from kernel.money import money_text as money_text

WEEK = 7
HOUR = 60
UNNAMED = re.compile(r"UTC([+-])(\d\d):(\d\d)")
MINUS = "\N{MINUS SIGN}"
NBSP = "\N{NO-BREAK SPACE}"
SIZES = ((1e9, "B", "Md"), (1e6, "M", "M"), (1e3, "k", "k"))


def short_money(amount: Decimal | float, currency: str) -> str:
    """`$950`, `$12.8k`, `$2.3M`, `$9.9B`."""
    value = abs(float(amount))
    for size, letter, french in SIZES:
        if value >= size * 0.9995:
            scaled = value / size
            digits = 0 if scaled >= 99.95 else 1
            text = number_format(round(scaled, digits), digits)
            text = text.removesuffix(".0").removesuffix(",0")
            letter = f"{NBSP}{french}" if get_language() == "fr" else letter
            return sign(amount) + in_currency(f"{text}{letter}", currency)
    return sign(amount) + in_currency(number_format(round(value), 0), currency)


def percent_text(share: float, *, signed: bool = False) -> str:
    """`36%`, `+36%`, `\N{MINUS SIGN}7%`; the blank before the sign where the language wants one."""
    whole = round(share)
    before = "+" if signed and whole > 0 else MINUS if whole < 0 else ""
    number = number_format(abs(whole), decimal_pos=0)
    return f"{before}{number}{NBSP if get_language() == 'fr' else ''}%"


def short_zone(clock: str) -> str:
    """`16:55 UTC+5:45` out of `16:55 UTC+05:45`: a zone without a name of its own is long."""

    def shorter(found: re.Match[str]) -> str:
        minutes = "" if found[3] == "00" else f":{found[3]}"
        return f"UTC{MINUS if found[1] == '-' else '+'}{int(found[2])}{minutes}"

    return UNNAMED.sub(shorter, clock)


def local(moment: datetime | date, zone: str | ZoneInfo) -> date:
    if not isinstance(moment, datetime):
        return moment
    place = zone if isinstance(zone, ZoneInfo) else zone_of(zone)
    return moment.astimezone(place).date()


def worded(day: datetime | date, form: str) -> str:
    """Say a day that may end a sentence: a shortened month without its full stop, `27 nov`."""
    return date_format(day, form).removesuffix(".")


def short_day(moment: datetime | date, zone: str | ZoneInfo) -> str:
    """`Mon 30 Nov`, with the year when it is not this one."""
    found = local(moment, zone)
    this_year = timezone.now().year == found.year
    return worded(found, _("D j M") if this_year else _("j M Y"))


def day_of_month(moment: datetime | date, zone: str | ZoneInfo) -> str:
    """`30 Nov`, as an axis says it; in the year that its neighbours tell."""
    return worded(local(moment, zone), _("j M"))


def days_ago(moment: datetime, zone: str | ZoneInfo) -> str:
    days = (local(timezone.now(), zone) - local(moment, zone)).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days == -1:
        return _("tomorrow")
    if 0 < days < WEEK:
        return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}
    return short_day(moment, zone)


def clock_there(moment: datetime, zone: str | ZoneInfo) -> str:
    """`09:12 GMT`, `14:42 UTC+5:30`: the clock of the zone, and which that is."""
    place = zone if isinstance(zone, ZoneInfo) else zone_of(zone)
    return short_zone(local_time_text(moment, zone=place))


def time_text(minutes: float) -> str:
    """`50 min`, `2 h 10`: to five minutes, from an hour on to ten."""
    step = 10 if minutes >= HOUR else 5
    rounded = max(round(minutes / step) * step, step)
    hours, rest = divmod(rounded, HOUR)
    facts = {"hours": hours, "minutes": rest}
    if not hours:
        return _("%(minutes)d min") % facts
    return _("%(hours)d h %(minutes)02d") % facts if rest else _("%(hours)d h") % facts
