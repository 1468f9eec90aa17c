"""Which jobs: due, silent for too long, within somebody's sight."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.db.models.functions import Now
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from jobs.models import Job


class JobQuerySet(QuerySet["Job"]):
    """Moments are compared by the database's clock: machines may disagree about the time."""

    def waiting(self) -> "JobQuerySet":
        return self.filter(due_at__isnull=False)

    def due(self) -> "JobQuerySet":
        """Keep what may run now, what is most urgent first."""
        return self.filter(due_at__lte=Now()).order_by(F("priority").desc(), "due_at")

    def silent(self) -> "JobQuerySet":
        """Keep what is being run by somebody who gave no sign for a whole lease."""
        return self.filter(leased_until__lt=Now())

    def run_by(self, worker: str) -> "JobQuerySet":
        return self.filter(worker=worker, leased_until__isnull=False)

    def visible_to(self, viewer: Any) -> "JobQuerySet":
        """Keep what the person asked for; an admin sees all."""
        if import_string(settings.IS_ADMIN)(viewer):
            return self
        return self.filter(asked_by=viewer.pk)
