from datetime import datetime

from django.db.models import F, Q, QuerySet

from leads.models import Lead


def out_of_line(now: datetime) -> QuerySet[Lead]:
    """The leads whose statistics are not those of their orders up to now.

    A writer of sets forgot them, the zone changed, an order that lay ahead has come, or `now`
    lies in the past.
    """
    missing = Q(rhythm=None, last_order_at__isnull=False)
    wrong = (
        ~Q(rhythm__zone=F("timezone"))
        | Q(rhythm__recent="")
        | Q(rhythm__recount_at__lte=now)
        | Q(rhythm__last_order_at__gt=now)
        | Q(last_order_at=None)
        | (Q(rhythm__recount_at=None) & ~Q(rhythm__last_order_at=F("last_order_at")))
    )
    return Lead.objects.filter(missing | (Q(rhythm__isnull=False) & wrong), deleted_at=None)
