"""Long lists: kept, brought in by a worker, repeatable, forgotten after a week."""

import gzip
import io
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.test import TestCase, override_settings
from django.utils import timezone

from interaction_tracking.models import Order
from jobs.models import Job
from jobs.services.leases import claim_next
from jobs.services.running import Running, run
from jobs.services.worker import Loop
from leads.models import Lead
from leads.tests.factories import make_lead
from transfers.models import ListImport
from transfers.services.lists import Wanted
from transfers.services.long_imports import bring_in_kept, forget_lists, keep_list
from users.models import User
from users.tests.cast import CastMixin

LEADS = {"name": "Name", "city": "City"}
ORDERS = {"account": "customer", "date": "date", "amount": "total"}


@override_settings(PERIODIC_JOBS={})
class LongImportTests(CastMixin, TestCase):
    def keep(
        self, text: str, *, by: User | None = None, packed: bool = False, check: bool = False
    ) -> ListImport:
        content = gzip.compress(text.encode()) if packed else text.encode()
        kind, mapping = ("leads", LEADS) if text.startswith("Name") else ("orders", ORDERS)
        wanted = Wanted(kind, mapping, by or self.admin, owner=self.owner, checks_only=check)
        rows = text.count("\n") - 1
        return keep_list(io.BytesIO(content), wanted, name="list.csv", rows=rows)

    def brought(self, text: str, *, packed: bool = False, check: bool = False) -> ListImport:
        kept = self.keep(text, packed=packed, check=check)
        Loop("w", burst=True).run()
        return self.again(kept)

    def again(self, kept: ListImport) -> ListImport:
        found: ListImport = ListImport.objects.get(pk=kept.pk)
        return found

    def counts(self, kept: ListImport) -> list[int]:
        assert kept.result is not None, "it is not done"
        return [kept.result[name] for name in ("created", "updated", "unchanged", "refused")]

    def test_a_worker_brings_leads_in_for_their_owner(self) -> None:
        kept = self.brought("Name,City\nRialto,Venice\nNoma,Copenhagen\n")

        self.assertEqual(self.counts(kept), [2, 0, 0, 0])
        self.assertEqual(set(Lead.objects.values_list("assigned_to", flat=True)), {self.owner.pk})

    def test_a_worker_brings_orders_in_and_then_forecasts_them(self) -> None:
        lead = make_lead(assigned_to=self.owner, external_id="R-1")
        lines = "".join(f"R-1,2026-01-{day:02},10\n" for day in range(1, 21))

        kept = self.brought(f"customer,date,total\n{lines}", packed=True)

        self.assertEqual(self.counts(kept), [20, 0, 0, 0])
        self.assertEqual(Lead.objects.get(forecast__isnull=False), lead)

    def test_it_says_how_far_it_is(self) -> None:
        kept = self.brought("Name,City\nRialto,Venice\nNoma,Copenhagen\n")

        job = Job.objects.get(pk=kept.job.pk)
        self.assertEqual((job.done, job.of, job.asked_by), (2, 2, self.admin.pk))

    def test_refused_lines_are_in_the_report(self) -> None:
        kept = self.brought("Name,City\n,Venice\nNoma,Copenhagen\n")

        assert kept.report is not None
        self.assertEqual(self.counts(kept), [1, 0, 0, 1])
        self.assertIn("2,name,", gzip.decompress(kept.report).decode())

    def test_checking_saves_nothing(self) -> None:
        kept = self.brought("Name,City\nRialto,Venice\n,Nowhere\n", check=True)

        self.assertEqual(self.counts(kept), [1, 0, 0, 1])
        self.assertFalse(Lead.objects.exists())

    def test_a_worker_asked_to_end_gives_it_back_and_the_next_goes_on(self) -> None:
        kept = self.keep("Name,City\nRialto,Venice\nNoma,Copenhagen\n")
        job = claim_next("w")
        assert job is not None
        run(Running(job, stopping=True))
        self.assertIsNone(self.again(kept).result)

        Loop("w", burst=True).run()

        self.assertEqual(self.counts(self.again(kept)), [2, 0, 0, 0])

    def test_run_again_after_a_kill_it_finds_what_is_there_already(self) -> None:
        kept = self.brought("Name,City\nRialto,Venice\nNoma,Copenhagen\n")
        before = list(Lead.objects.order_by("pk").values())
        ListImport.objects.update(done_at=None, result=None)  # it died before it said so

        bring_in_kept(kept.pk, attempt=2)

        self.assertEqual(self.counts(self.again(kept)), [0, 0, 2, 0])
        self.assertEqual(list(Lead.objects.order_by("pk").values()), before)

    def test_orders_run_again_come_in_once(self) -> None:
        make_lead(assigned_to=self.owner, external_id="R-1")
        text = "customer,date,total\nR-1,2026-01-01,10\nR-1,2026-01-01,10\n"

        self.brought(text)
        kept = self.brought(text)

        self.assertEqual(self.counts(kept), [0, 0, 2, 0])
        self.assertEqual(Order.objects.count(), 2)

    def test_who_may_no_longer_import_brings_nothing_in(self) -> None:
        kept = self.keep("Name,City\nRialto,Venice\n")
        User.objects.filter(pk=self.admin.pk).update(is_active=False)

        Loop("w", burst=True).run()

        self.assertEqual(Job.objects.get(pk=kept.job.pk).attempts, 1)
        self.assertFalse(Lead.objects.exists())

    def test_who_has_left_asks_for_nothing(self) -> None:
        self.owner.is_active = False

        with self.assertRaises(PermissionDenied):
            self.keep("Name,City\nRialto,Venice\n", by=self.owner)

        self.assertFalse(Job.objects.exists())

    def test_a_week_later_it_is_forgotten(self) -> None:
        kept = self.keep("Name,City\nRialto,Venice\n")
        self.keep("Name,City\nNoma,Copenhagen\n")
        old = timezone.now() - timedelta(days=7, minutes=1)
        ListImport.objects.filter(pk=kept.pk).update(asked_at=old)

        self.assertEqual(forget_lists(now=timezone.now()), 1)
        Loop("w", burst=True).run()
        self.assertEqual(Lead.objects.get().name, "Noma")
