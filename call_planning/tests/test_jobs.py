"""The nightly lesson, through the queue."""

from django.test import TestCase, override_settings
from django.utils import timezone

from call_planning.models import Learnt
from jobs.models import Job
from jobs.services.queue import ask
from jobs.services.worker import Loop
from leads.models import LeadStatusChange
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin


@override_settings(PERIODIC_JOBS={})
class LearnJobTests(CastMixin, TestCase):
    def test_a_worker_writes_the_chances_to_win_anew(self) -> None:
        lead = make_lead(assigned_to=self.owner, lead_status="CONVERTED")
        LeadStatusChange.objects.create(
            lead=lead,
            old="NEGOTIATING",
            new="CONVERTED",
            by=self.owner,
            at=timezone.now(),
            duration_seconds=1,
            via="api",
        )
        ask("call_planning.jobs.learn_from_calls")

        Loop("w", burst=True).run()

        self.assertEqual(Job.objects.select_related("task").get().state, "DONE")
        self.assertEqual(set(Learnt.objects.values_list("owner", flat=True)), {None, self.owner.pk})
