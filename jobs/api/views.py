"""One job for who asked for it, and whether all is well for who watches."""

from typing import Any

from django.db import DatabaseError, InterfaceError
from django.db.models import QuerySet
from django.db.models.functions import Now
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from jobs.api.serializers import Health, JobRow
from jobs.models import Job, Worker
from jobs.rules import is_well
from kernel.api.views import ApiViewSet
from kernel.errors import NotInReach


class JobViewSet(ApiViewSet):
    @extend_schema(responses=JobRow)
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read how far a job is that you asked for (admins: any job)."""
        jobs = Job.objects.visible_to(request.user).select_related("task")
        job = jobs.filter(pk=int(pk)).first()
        if job is None:
            raise NotInReach
        return Response(as_row(job))


class HealthView(APIView):
    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []

    @extend_schema(responses={200: Health, 503: Health})
    def get(self, request: Request) -> Response:
        """Tell whether the database answers and the queue moves; no token needed."""
        try:
            waiting, seen = seconds_waiting(), seconds_unseen()
        except (DatabaseError, InterfaceError):
            nothing = {"waiting_seconds": None, "worker_seen_seconds": None}
            return Response({"ok": False, **nothing}, status=503)
        ok = is_well(waiting=waiting, unseen=seen)
        shown = {"ok": ok, "waiting_seconds": waiting, "worker_seen_seconds": seen}
        return Response(shown, status=200 if ok else 503, headers={"Cache-Control": "no-store"})


def as_row(job: Job) -> dict[str, Any]:
    task = job.task
    return {
        "id": job.pk,
        "name": job.name,
        "state": job.state,
        "attempts": job.attempts,
        "done": job.done,
        "of": job.of,
        "error": task.exception_class_path.rpartition(".")[2],
        "enqueued_at": task.enqueued_at,
        "started_at": task.started_at,
        "finished_at": task.finished_at,
    }


def seconds_waiting() -> int | None:
    """Return for how long the most urgent job has been due."""
    return first_age(Job.objects.due(), "due_at")


def seconds_unseen() -> int | None:
    """Return how long ago any worker was seen."""
    return first_age(Worker.objects.order_by("-seen_at"), "seen_at")


def first_age(rows: QuerySet[Any], column: str) -> int | None:
    """Return how many seconds ago the moment of the first row was, by the database's clock."""
    found = rows.values_list(column, Now()).first()
    return None if found is None else max(0, int((found[1] - found[0]).total_seconds()))
