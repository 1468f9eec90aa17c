"""A call that is sent again, hours later or after a lost answer, is one call at its own time."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.test import TestCase
from django.utils import timezone

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan
from interaction_tracking.models import Interaction
from leads.tests.factories import make_lead
from users.models import GivenAnswer
from users.tests.cast import CastMixin


class LogCallOnceTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.client.force_login(self.owner)
        self.lead = make_lead(assigned_to=self.owner, name="Osteria Lucca")

    def log(self, key: str = "a-key", **fields: str) -> Any:
        path = f"/leads/{self.lead.pk}/log-call/"
        given = {"outcome": "CONNECTED", **fields}
        return self.client.post(path, given, headers={"Idempotency-Key": key})

    def log_at(self, at: datetime) -> datetime:
        self.assertEqual(self.log(date=at.isoformat()).status_code, 204)
        return Interaction.objects.get().date

    def test_the_same_key_again_is_the_same_call(self) -> None:
        first = self.log(details="Oysters")
        again = self.log(details="Oysters")

        self.assertEqual(Interaction.objects.count(), 1)
        self.assertEqual(again.status_code, 204)
        self.assertEqual(again["HX-Trigger"], first["HX-Trigger"])
        self.assertEqual(again["Idempotency-Replayed"], "true")

    def test_a_call_sent_again_can_be_taken_back(self) -> None:
        create_plan(self.lead, by=self.owner, frequency="WEEKLY")
        self.log()
        token = json.loads(self.log()["HX-Trigger"])["kam:toast"]["undo"]

        answer = self.client.post("/undo/", {"token": token})

        self.assertEqual(answer.status_code, 204)
        self.assertFalse(Interaction.objects.filter(deleted_at=None).exists())

    def test_the_order_of_the_fields_and_the_csrf_token_do_not_matter(self) -> None:
        path = f"/leads/{self.lead.pk}/log-call/"
        headers = {"Idempotency-Key": "a-key"}
        kind = "application/x-www-form-urlencoded"
        for body in (
            "outcome=BUSY&details=a+b",
            "csrfmiddlewaretoken=x&details=a%20b&outcome=BUSY",
        ):
            answer = self.client.post(path, body, content_type=kind, headers=headers)

            self.assertEqual(answer.status_code, 204)

        self.assertEqual(Interaction.objects.count(), 1)

    def test_another_call_under_a_used_key_is_refused(self) -> None:
        self.log(details="Oysters")

        self.assertEqual(self.log(details="Lobsters").status_code, 409)
        self.assertEqual(Interaction.objects.count(), 1)

    def test_a_refusal_leaves_the_key_free(self) -> None:
        refused = self.log(outcome="SHRUG")

        self.assertEqual(refused.status_code, 422)
        self.assertFalse(GivenAnswer.objects.exists())
        self.assertEqual(self.log().status_code, 204)

    def test_a_key_nobody_can_keep_is_refused(self) -> None:
        self.assertEqual(self.log(key="k" * 201).status_code, 422)

    def test_somebody_elses_equal_key_is_another_key(self) -> None:
        self.log()
        self.client.force_login(self.manager)
        self.log()

        self.assertEqual(Interaction.objects.count(), 2)

    def test_a_call_of_the_morning_sent_at_night_stands_in_the_morning(self) -> None:
        create_plan(self.lead, by=self.owner, frequency="WEEKLY")
        morning = timezone.now() - timedelta(hours=9)

        self.assertEqual(self.log_at(morning), morning)
        self.assertEqual(CallPlan.objects.get().last_called, morning)

    def test_a_lead_without_a_plan_has_its_call_at_its_time_too(self) -> None:
        morning = timezone.now() - timedelta(hours=9)

        self.assertEqual(self.log_at(morning), morning)

    def test_a_clock_that_runs_ahead_or_a_little_behind_moves_nothing(self) -> None:
        for off in (timedelta(days=3), timedelta(seconds=-90)):
            with self.subTest(off):
                Interaction.objects.all().delete()
                GivenAnswer.objects.all().delete()
                at = self.log_at(timezone.now() + off)

                self.assertLess(abs(timezone.now() - at), timedelta(seconds=30))

    def test_a_date_out_of_all_reason_is_refused_with_words(self) -> None:
        for date in ("0001-01-01T00:00:00+14:00", "2001-01-01T00:00:00Z", "9999-12-31T23:59-14:00"):
            with self.subTest(date):
                answer = self.log(key=date, date=date)

                self.assertIn(answer.status_code, (204, 422))

        self.assertContains(
            self.log(date="2001-01-01T00:00:00Z"), "more than a year back", status_code=422
        )
