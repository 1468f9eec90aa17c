"""A hand-over too long for a request: done by a worker, piece by piece, exactly once."""

import json
from typing import Any, ClassVar

from django.db import transaction
from django.test import TestCase, override_settings

from interaction_tracking.models import Interaction
from interaction_tracking.services.handing_over import hand_over_leads
from jobs.models import Job
from jobs.services.worker import Loop, beat
from leads.models import Lead
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin
from web.batches import AT_ONCE, PIECE
from web.models import Batch
from web.team.handing import hand_over_kept, hand_over_piece

MANY = AT_ONCE + 50


@override_settings(PERIODIC_JOBS={})
class HandingTests(CastMixin, TestCase):
    first: ClassVar[Lead]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.first = make_lead(assigned_to=cls.owner)
        for _ in range(MANY - 1):
            make_lead(assigned_to=cls.owner)

    def setUp(self) -> None:
        self.client.force_login(self.manager)

    def begin(self, note: str = "Over to you") -> Batch:
        words = {"to": str(self.teammate.pk), "note": note}
        self.answer = self.client.post(f"/team/{self.owner.pk}/hand-over/", words)
        self.assertEqual(self.answer.status_code, 200)
        return Batch.objects.get()

    def carried(self, user: User) -> int:
        return Lead.objects.filter(assigned_to=user).count()

    def page(self, batch: Batch) -> Any:
        headers = {"HX-Request": "true"}
        return self.client.get(f"/team/hand-over/{batch.pk}/", headers=headers)

    def test_many_wait_for_a_worker_and_the_page_says_if_none_runs(self) -> None:
        batch = self.begin()

        self.assertContains(self.answer, 'hx-trigger="every 2s"')
        self.assertContains(self.page(batch), "python manage.py worker")
        self.assertEqual(self.carried(self.owner), MANY)

    def test_with_a_worker_there_nobody_is_told_to_start_one(self) -> None:
        batch = self.begin()
        beat("w")

        self.assertNotContains(self.page(batch), "manage.py worker")

    def test_a_worker_hands_all_over_each_with_its_note(self) -> None:
        batch = self.begin()
        Loop("w", burst=True).run()

        page = self.page(batch)

        self.assertContains(page, f"{MANY} restaurants handed to teammate.")
        self.assertNotContains(page, "every 2s")
        self.assertIn("kam:changed", json.loads(page["HX-Trigger"]))
        self.assertEqual(self.carried(self.teammate), MANY)
        self.assertEqual(Interaction.objects.count(), MANY)

    def test_killed_in_a_piece_nothing_of_it_is_there_and_the_next_goes_on(self) -> None:
        batch = self.begin()
        hand_over_piece(batch.pk)
        with transaction.atomic():
            hand_over_piece(batch.pk)
            transaction.set_rollback(True)
        self.assertEqual(self.carried(self.teammate), PIECE)

        hand_over_kept(batch.pk)

        self.assertEqual((self.carried(self.teammate), Interaction.objects.count()), (MANY, MANY))

    def test_run_again_when_it_is_done_it_does_nothing(self) -> None:
        batch = self.begin()
        hand_over_kept(batch.pk)
        hand_over_leads([self.first.pk], by=self.manager, to=self.owner.pk)

        hand_over_kept(batch.pk)

        self.assertEqual((self.carried(self.owner), Interaction.objects.count()), (1, MANY))

    def test_it_comes_back_with_its_notes(self) -> None:
        batch = self.begin()
        hand_over_kept(batch.pk)
        token = self.page(batch).context["undo"]

        answer = self.client.post("/undo/", {"token": token})
        shown = json.loads(answer["HX-Trigger"])["kam:show"]["page"]
        waiting = self.client.get(shown, headers={"HX-Request": "true"})
        self.assertContains(waiting, f"0 of {MANY} taken back.")
        self.assertEqual(self.carried(self.owner), 0)
        Loop("w", burst=True).run()

        self.assertContains(self.client.get(shown), f"{MANY} taken back.")
        self.assertEqual(self.carried(self.owner), MANY)
        self.assertFalse(Interaction.objects.filter(deleted_at=None).exists())
        self.assertNotIn("undo", self.page(batch).context)

    def test_who_leads_nobody_any_more_hands_nothing_over(self) -> None:
        self.begin()
        User.objects.filter(pk=self.manager.pk).update(role="KAM")

        Loop("w", burst=True).run()

        self.assertEqual(self.carried(self.owner), MANY)

    def test_given_up_it_says_so_and_asks_no_more(self) -> None:
        batch = self.begin()
        Job.objects.update(due_at=None)
        job = Job.objects.get()
        job.task.status = "FAILED"
        job.task.save()

        page = self.page(batch)

        self.assertContains(page, "could not be handed over")

    def test_the_list_leaves_many_to_a_worker_too(self) -> None:
        ids = list(Lead.objects.values_list("pk", flat=True))

        answer = self.client.post("/leads/bulk/", {"ids": ids, "owner": str(self.teammate.pk)})

        self.assertContains(answer, 'hx-trigger="every 2s"')
        self.assertEqual(self.carried(self.owner), MANY)

    def test_few_change_hands_at_once(self) -> None:
        answer = self.client.post(
            f"/team/{self.owner.pk}/hand-over/", {"to": str(self.teammate.pk), "tier": "A"}
        )

        self.assertEqual((answer.status_code, Job.objects.count()), (204, 0))
