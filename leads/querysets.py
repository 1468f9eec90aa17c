from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Case, DateTimeField, DurationField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest

from leads.rules.rot import rot_limit
from leads.rules.status import STAGES, StageType, statuses_of
from users.reach import rows_in_reach

if TYPE_CHECKING:
    from leads.models import Lead


def below_leads_of(user: Any, lead: str = "lead") -> Q:
    """Return the filter that keeps what hangs below a lead in the user's reach.

    It is `visible_to` said as a join: the database may begin with the leads (a KAM has few) or with
    the order asked for (an admin sees all). A subquery would be read whole before the first row.
    """
    return rows_in_reach(user, f"{lead}__assigned_to") & Q(**{f"{lead}__deleted_at": None})


class LeadQuerySet(QuerySet["Lead"]):
    def visible_to(self, user: Any) -> Self:
        """The leads in the user's reach that are not in the trash."""
        return self.filter(rows_in_reach(user, "assigned_to"), deleted_at=None)

    def trash_of(self, user: Any) -> Self:
        return self.filter(rows_in_reach(user, "assigned_to"), deleted_at__isnull=False)

    def open(self) -> Self:
        return self.filter(lead_status__in=statuses_of(StageType.OPEN))

    def won(self) -> Self:
        return self.filter(lead_status__in=statuses_of(StageType.WON))

    def rotting(self, *, now: Any, soon: Any) -> Self:
        """Stages untouched for their limit, with no call planned before `soon`."""
        return self.open().filter(
            Q(next_call_date=None) | Q(next_call_date__gt=soon), rots_at__lte=now
        )

    def settle_rot(self) -> int:
        """Bring `rots_at` in line with status and last activity, in one statement."""
        since = Coalesce(Greatest("status_changed_at", "last_activity_at"), "status_changed_at")
        limits = {status: limit for status in STAGES if (limit := rot_limit(status))}
        moments = [
            When(lead_status=status, then=since + Value(limit, DurationField()))
            for status, limit in limits.items()
        ]
        return self.update(rots_at=Case(*moments, output_field=DateTimeField()))

    def in_trash_since(self, moment: datetime) -> Self:
        return self.filter(deleted_at__lt=moment)

    def like(self, *, phone: str, email: str, name_key: str, pincode: str) -> Self:
        """The leads that may be the same restaurant."""
        same = Q(pk__in=[])
        if phone:
            same |= Q(phone_e164=phone)
        if email:
            same |= Q(email_key=email)
        if name_key and pincode:
            same |= Q(name_key=name_key, pincode=pincode)
        return self.filter(same)
