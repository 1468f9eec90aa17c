"""The queue, to look at; what was given up can be tried again."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from jobs.models import Job
from jobs.policies import can_retry
from jobs.services.upkeep import retry_job
from kernel.errors import DomainError
from kernel.readonly import ReadOnlyAdmin

admin.site.unregister(DBTaskResult)  # the same rows, as Job shows them


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin[Job]):
    list_display = ("id", "name", "state", "attempts", "progress", "asked_by", "enqueued", "error")
    list_filter = ("task__status",)
    search_fields = ("task__task_path",)
    list_select_related = ("task",)
    readonly_fields = ("name", "state", "arguments", "enqueued", "error", "traceback")
    actions = ("retry",)

    @admin.action(description="Try again", permissions=["retry"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        retried, refusals = 0, set()
        for job in queryset.select_related("task"):
            try:
                retry_job(job, by=request.user)
                retried += 1
            except (DomainError, PermissionDenied) as refusal:
                refusals.add(str(refusal))
        self.message_user(request, _("Tried again: %(count)d") % {"count": retried})
        for words in refusals:
            self.message_user(request, words, messages.WARNING)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        return can_retry(request.user)

    @admin.display(description="progress")
    def progress(self, job: Job) -> str:
        return f"{job.done} / {job.of}" if job.of else "-"

    @admin.display(ordering="task__enqueued_at")
    def enqueued(self, job: Job) -> Any:
        return job.task.enqueued_at

    def error(self, job: Job) -> str:
        return str(job.task.exception_class_path) or "-"

    def traceback(self, job: Job) -> str:
        return str(job.task.traceback) or "-"

    def arguments(self, job: Job) -> Any:
        return job.task.args_kwargs
