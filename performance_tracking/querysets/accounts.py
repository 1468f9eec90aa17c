from typing import Any

from django.conf import settings
from django.db.models import DateTimeField, Q, QuerySet

from kernel.slots import Slot
from leads.models import Lead
from leads.rules.status import LeadStatus, StageType, statuses_of

WON = statuses_of(StageType.WON)


def performing(viewer: Any) -> QuerySet[Lead]:
    """Won, and worth the threshold or more."""
    rows = Lead.objects.visible_to(viewer)
    return rows.filter(lead_status__in=WON, potential_revenue__gte=settings.PERFORMING_MIN_REVENUE)


def underperforming(viewer: Any) -> QuerySet[Lead]:
    """NEW or LOST and worth the threshold at most, or won and off their own rhythm."""
    low = Q(potential_revenue=None) | Q(potential_revenue__lte=settings.PERFORMING_MIN_REVENUE)
    cold = Q(lead_status__in=[LeadStatus.NEW, LeadStatus.LOST]) & low
    return Lead.objects.visible_to(viewer).filter(cold | off_rhythm())


def off_rhythm() -> Q:
    now = Slot("now", DateTimeField())
    return Q(lead_status__in=WON, rhythm__falls_off_at__lt=now)


def ordering(viewer: Any) -> QuerySet[Lead]:
    """Every won account, and every lead with an order."""
    return Lead.objects.visible_to(viewer).filter(
        Q(lead_status__in=WON) | Q(last_order_at__isnull=False)
    )
