"""Which of the lists that came in through the browser."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from users.models import User
from users.reach import rows_in_reach

if TYPE_CHECKING:
    from transfers.models import ListImport


class ListImportQuerySet(QuerySet["ListImport"]):
    def visible_to(self, viewer: User) -> "ListImportQuerySet":
        """Keep what the person asked for, a manager also the team's; an admin sees all."""
        return self.filter(rows_in_reach(viewer, "asked_by"))

    def light(self) -> "ListImportQuerySet":
        """With job and person, without the file and the report, which weigh megabytes."""
        return self.select_related("asked_by", "job__task").defer("file", "report")
