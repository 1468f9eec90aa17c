"""The pipeline as bars, and what it says in one sentence."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leads.rules.status import LeadStatus, StageType
from performance_tracking.querysets.team import funnel
from users.models import User
from web.words import short_money

Rows = Sequence[dict[str, Any]]


def funnel_bars(user: User) -> list[dict[str, Any]]:
    """The stages, each with its share of the fullest."""
    rows = funnel(user)
    most = max([row["leads"] for row in rows], default=0) or 1
    return [{**row, "bar": 100 * row["leads"] / most} for row in rows]


def funnel_finding(rows: Rows) -> str:
    """Say what the open leads are worth by their chances, and where leads stay longest."""
    open_rows = [row for row in rows if row["type"] == StageType.OPEN]
    leads = sum(row["leads"] for row in open_rows)
    if not leads:
        return _("No open lead in the pipeline.")
    worth = short_money(sum(row["weighted_revenue"] for row in open_rows), settings.CURRENCY)
    said = ngettext(
        "%(leads)d open lead, worth %(worth)s a year by its chance to be won",
        "%(leads)d open leads, worth %(worth)s a year by their chances to be won",
        leads,
    ) % {"leads": leads, "worth": worth}
    known = [row for row in open_rows if row["median_days_in_stage"] is not None]
    if not known:
        return f"{said}."
    slowest = max(known, key=lambda row: float(row["median_days_in_stage"]))
    days = number_format(round(slowest["median_days_in_stage"]), 0)
    stage = LeadStatus(slowest["lead_status"]).label
    told = {"said": said, "stage": stage, "days": days}
    return _("%(said)s. Leads stay longest in the stage %(stage)s: %(days)s days.") % told
