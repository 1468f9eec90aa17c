"""Taking back more than somebody waits for: done by a worker, piece by piece, exactly once."""

import json
from typing import ClassVar

from django.db import transaction
from django.test import TestCase, override_settings

from leads.models import Lead
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin
from web.batches import AT_ONCE, PIECE
from web.lists.back import take_back_kept, take_back_piece
from web.models import Batch

MANY = AT_ONCE + 30


@override_settings(PERIODIC_JOBS={})
class TakingBackTests(CastMixin, TestCase):
    ids: ClassVar[list[int]]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.ids = [make_lead(assigned_to=cls.owner, tier="B").pk for _ in range(MANY)]

    def setUp(self) -> None:
        self.client.force_login(self.owner)

    def take_back(self) -> Batch:
        """Give all another tier, and ask for the old one again; return what waits for a worker."""
        answer = self.client.post("/leads/bulk/", {"ids": self.ids, "tier": "A"})
        self.token = json.loads(answer["HX-Trigger"])["kam:toast"]["undo"]
        self.client.post("/undo/", {"token": self.token})
        return Batch.objects.latest("pk")

    def back(self) -> int:
        return Lead.objects.filter(tier="B").count()

    def test_killed_in_a_piece_the_next_worker_goes_on_there(self) -> None:
        batch = self.take_back()
        self.assertEqual(self.back(), 0)
        take_back_piece(batch.pk)
        with transaction.atomic():
            take_back_piece(batch.pk)
            transaction.set_rollback(True)
        self.assertEqual(self.back(), PIECE)

        take_back_kept(batch.pk)
        take_back_kept(batch.pk)

        self.assertEqual(self.back(), MANY)

    def test_asked_for_once_it_leaves_what_was_changed_since(self) -> None:
        batch = self.take_back()
        self.assertEqual(self.client.post("/undo/", {"token": self.token}).status_code, 409)
        self.client.post("/leads/bulk/", {"ids": self.ids[:2], "tier": "C"})

        take_back_kept(batch.pk)

        self.assertEqual(self.back(), MANY - 2)
        page = self.client.get(f"/undo/{batch.pk}/")
        self.assertContains(page, f"{MANY - 2} taken back; 2 were changed since")
