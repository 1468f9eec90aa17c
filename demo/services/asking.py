"""The company that is asked for on the start page, and loaded by a worker."""

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from jobs.models import Job
from jobs.rules import JobState
from jobs.services.queue import ask
from kernel.errors import RuleBroken
from leads.models import Lead
from users.models import User
from users.policies import is_admin
from users.services.people import system_user

TASK = "demo.jobs.load_demo_company"
ACCOUNTS = 300
OURS = "DEMO1-"


def ask_for_company(*, by: User, password: str) -> Job:
    """Have a worker fill an empty database; of two who ask at once, one is too late."""
    if not is_admin(by):
        raise PermissionDenied
    hashed = make_password(password)  # what waits in the queue is no secret
    with transaction.atomic():
        User.objects.select_for_update().get(pk=system_user().pk)
        job = asked_for()
        if job is not None and job.state in (JobState.WAITING, JobState.RUNNING):
            raise RuleBroken("The demo company is on its way already.", code="on_its_way")
        if Lead.objects.exists():
            raise RuleBroken("There are leads already; nothing was loaded.", code="not_empty")
        return ask(TASK, {"hashed": hashed}, by=by)


def asked_for() -> Job | None:
    """Return the job that was asked for last, while it is remembered."""
    jobs = Job.objects.filter(task__task_path=TASK).select_related("task").order_by("-pk")
    job: Job | None = jobs.first()
    return job


def load_asked(hashed: str) -> bool:
    """Load it and look back; False where somebody was faster with leads of their own.

    Killed while it is loading, nothing of it is there and it begins again; killed later, only the
    forecasts are made anew.
    """
    # Only here: numpy and its friends would weigh on every server process from its start.
    from demo.services.loading import load_company
    from demo.services.looking_back import forecast_the_past

    now = timezone.now()
    if not Lead.objects.filter(external_id__startswith=OURS).exists():
        try:
            load_company(accounts=ACCOUNTS, seed=1, password=hashed, now=now)
        except RuleBroken:
            return False
    forecast_the_past(now=now, accounts=ACCOUNTS)
    return True
