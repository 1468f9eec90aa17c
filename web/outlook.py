"""A stored forecast as pages show it: in words, with a tone, on the days ahead."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from kernel.clock import local_day, zone_of
from leads.models import Lead
from leads.rules.status import StageType, statuses_of
from performance_tracking.rules.sentence import Known, is_late, known_of, sentence
from web.words import money_text, worded

HEALTHY, POORLY = 60, 40
PROBABLY = 0.6
WON = statuses_of(StageType.WON)


def health_tone(health: int | None) -> str:
    """Green from 60 of 100, red below 40."""
    if health is None:
        return "slate"
    return "ok" if health >= HEALTHY else "warn" if health >= POORLY else "danger"


def stored(lead: Lead, name: str) -> Any:
    """Return the lead's `rhythm` or `forecast`; None when there is none."""
    return getattr(lead, name, None)


def today_at(lead: Lead, now: datetime) -> date:
    return local_day(now, zone_of(lead.timezone))


def known(lead: Lead, *, now: datetime) -> Known | None:
    today = today_at(lead, now)
    return known_of(stored(lead, "rhythm"), stored(lead, "forecast"), today=today)


def in_words(lead: Lead, *, now: datetime) -> str:
    """Say the account in the reader's language; reads `lead.rhythm` and `lead.forecast`."""
    return sentence(
        known(lead, now=now), money=lambda amount: money_text(amount, settings.CURRENCY)
    )


def is_at_risk(lead: Lead) -> bool:
    forecast = stored(lead, "forecast")
    return forecast is not None and forecast.at_risk and lead.lead_status in WON


def tone_of(lead: Lead, *, now: datetime) -> str:
    """Red at risk, amber overdue; green on rhythm, if it has one."""
    said = known(lead, now=now)
    if is_at_risk(lead):
        return "danger"
    if said is None or said.overdue is None or said.monthly is None:
        return "slate"
    return "warn" if is_late(said) else "ok"


def next_order(forecast: Any, *, today: date) -> str:
    """Say when the next order is expected and in which days; "" where no date can be said."""
    if forecast is None or forecast.next_order_date is None:
        return ""
    earliest, latest = forecast.next_order_from, forecast.next_order_to
    if latest < today:
        return _("Next order was expected by %s.") % day_in_words(latest)
    sure = forecast.probability_active >= PROBABLY
    said = _("Next order expected %(day)s") if sure else _("If still active, next order %(day)s")
    said %= {"day": day_in_words(forecast.next_order_date)}
    if earliest == latest:
        return f"{said}."
    window = {"from": worded(earliest, _("j M")), "to": worded(latest, _("j M"))}
    within = (
        _("%(said)s; if it orders, about 8 times in 10 from %(from)s to %(to)s.")
        if sure
        else _("%(said)s, about 8 times in 10 from %(from)s to %(to)s.")
    )
    return within % {"said": said, **window}


def next_day(forecast: Any, *, today: date) -> str:
    """Return the day alone, for a table; "" where none can be said."""
    if forecast is None or forecast.next_order_date is None or forecast.next_order_to < today:
        return ""
    return day_in_words(forecast.next_order_date)


def day_in_words(day: date) -> str:
    return worded(day, _("D j M"))
