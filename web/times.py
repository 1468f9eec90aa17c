"""A moment where it counts: by the clock of the restaurant with its zone, and by the reader's."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kernel.clock import zone_of
from web.words import clock_there, days_ago


def day_with_clock(moment: datetime, zone: str) -> str:
    """`Wed 25 Nov 2026, 09:12 EST`."""
    day = date_format(moment.astimezone(zone_of(zone)), _("D j M Y"))
    return f"{day}, {clock_there(moment, zone)}"


def your_time(moment: datetime, zone: str) -> str:
    """Say the moment by the reader's own clock, for who points at it."""
    return _("Your time: %s") % day_with_clock(moment, zone)


def clock_element(moment: datetime, there: str, here: str) -> SafeString:
    """The clock over there; a place without a zone has the reader's."""
    return element(moment, clock_there(moment, there or here), here)


def past_element(moment: datetime, there: str, here: str) -> SafeString:
    """`3 days ago` over there, and from a week on the day."""
    return element(moment, days_ago(moment, there or here), here)


def element(moment: datetime, text: str, here: str) -> SafeString:
    iso = moment.isoformat(timespec="seconds")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', iso, your_time(moment, here), text
    )
