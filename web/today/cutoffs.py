"""The last useful moment to call, in words, by the clock of the restaurant."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from call_planning.rules.cutoff import LastCall, last_call
from kernel.clock import local_day, zone_of
from leads.models import Lead
from leads.rules.status import STAGES, StageType
from web.words import clock_there, short_day

DAY = timedelta(days=1)


def last_call_of(lead: Lead, *, now: datetime) -> LastCall | None:
    """Return it for an account; a lead has nothing delivered yet."""
    if STAGES[lead.lead_status].type != StageType.WON:
        return None
    return last_call(
        now,
        zone=zone_of(lead.timezone),
        service_hours=lead.service_hours,
        delivery_days=lead.delivery_days,
        cutoff=lead.order_cutoff,
    )


def before_clock(last: LastCall | None, lead: Lead, *, now: datetime) -> str:
    """`before 14:00 EST`; nothing where there is no such moment, or none today."""
    zone = zone_of(lead.timezone)
    if last is None or local_day(last.moment, zone) != local_day(now, zone):
        return ""
    return _("before %s") % clock_there(last.moment, zone)


def call_by_text(last: LastCall | None, lead: Lead, *, now: datetime) -> str:
    """`before 14:00 EST for tomorrow's delivery`; nothing where there is no such moment."""
    if last is None:
        return ""
    zone = zone_of(lead.timezone)
    today, day = local_day(now, zone), local_day(last.moment, zone)
    facts = {
        "clock": clock_there(last.moment, zone),
        "day": short_day(day, zone),
        "delivery": short_day(last.delivery, zone),
    }
    if day != today:
        return _("before %(day)s %(clock)s for the delivery of %(delivery)s") % facts
    if last.delivery == today + DAY:
        return _("before %(clock)s for tomorrow's delivery") % facts
    return _("before %(clock)s for the delivery of %(delivery)s") % facts
