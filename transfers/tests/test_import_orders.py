"""An order log comes in whole, once, and each mistake is named by its line."""

import gzip
import io
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from unittest import mock

from django.core.management import CommandError, call_command
from django.test import TestCase

from events.models import Event
from interaction_tracking.models import Interaction, Order, OrderLine
from jobs.models import Job
from leads.models import Lead
from leads.tests.factories import make_lead
from performance_tracking.models import AccountRhythm
from tests.snapshots import whole_database
from transfers.services import import_orders as service
from transfers.services.order_rows import write_orders
from users.tests.cast import CastMixin

HEAD = "account,date,amount"


class ImportOrdersTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.lead = make_lead(assigned_to=self.owner, external_id="R-1", timezone="Asia/Tokyo")

    def bring(self, *lines: str, head: str = HEAD, options: Sequence[str] = ()) -> str:
        """Write a file and import it; return what the command said."""
        path = self.folder / "orders.csv"
        path.write_text("\n".join([head, *lines]) + "\n")
        return self.command(path, *options)

    def command(self, path: Path, *options: str) -> str:
        out = io.StringIO()
        call_command("import_orders", str(path), *options, stdout=out, stderr=io.StringIO())
        return out.getvalue().strip()

    def refused(self) -> list[str]:
        return (self.folder / "orders.errors.csv").read_text().splitlines()[1:]

    def test_an_order_becomes_an_interaction_with_its_order(self) -> None:
        said = self.bring("R-1,2026-01-09,273.14")

        order = Order.objects.select_related("interaction").get()
        self.assertEqual(said, "created 1, updated 0, unchanged 0, refused 0.")
        self.assertEqual((order.lead_id, order.total_price), (self.lead.pk, Decimal("273.14")))
        self.assertEqual(order.interaction.interaction_type, "ORDER")

    def test_a_day_is_that_day_where_the_restaurant_stands(self) -> None:
        self.bring("R-1,2026-01-09,1")

        self.assertEqual(str(Order.objects.get().ordered_at), "2026-01-09 03:00:00+00:00")

    def test_an_order_of_today_has_come_though_it_is_not_noon_there_yet(self) -> None:
        morning = datetime(2026, 1, 9, 0, 5, tzinfo=UTC)  # 09:05 in Tokyo
        with mock.patch("django.utils.timezone.now", lambda: morning):
            self.bring("R-1,2026-01-09,20", "R-1,2026-01-02,20")
        self.lead.refresh_from_db()
        self.assertEqual(self.lead.last_order_at, morning)
        self.assertEqual(AccountRhythm.objects.get().orders, 2)

        with mock.patch("django.utils.timezone.now", lambda: morning + timedelta(hours=1)):
            again = self.bring("R-1,2026-01-09,20", "R-1,2026-01-02,20")
        with mock.patch("django.utils.timezone.now", lambda: morning + timedelta(hours=9)):
            later = self.bring("R-1,2026-01-09,20", "R-1,2026-01-02,20")

        self.assertEqual(again, "created 0, updated 0, unchanged 2, refused 0.")
        self.assertEqual(later, "created 0, updated 1, unchanged 1, refused 0.")

    def test_an_order_of_tomorrow_there_has_not_come(self) -> None:
        with mock.patch("django.utils.timezone.now", lambda: datetime(2026, 1, 8, 14, tzinfo=UTC)):
            self.bring("R-1,2026-01-09,20")

        self.assertEqual(str(Order.objects.get().ordered_at), "2026-01-09 03:00:00+00:00")

    def test_forecasts_are_asked_for_once_and_not_by_a_dry_run(self) -> None:
        self.bring("R-1,2026-01-09,1", options=["--dry-run"])
        self.assertFalse(Job.objects.exists())

        self.bring("R-1,2026-01-09,1")
        self.bring("R-1,2026-01-16,1")

        self.assertEqual(Job.objects.get().name, "performance_tracking.jobs.refresh")

    def test_a_second_run_changes_nothing(self) -> None:
        lines = ("R-1,2026-01-09,273.14", "R-1,2026-01-09,273.14", "R-1,2026-01-16,100")
        self.bring(*lines)
        before = whole_database()

        said = self.bring(*lines)

        self.assertEqual(said, "created 0, updated 0, unchanged 3, refused 0.")
        self.assertEqual(whole_database(), before)

    def test_two_equal_rows_are_two_orders(self) -> None:
        self.bring("R-1,2026-01-09,20", "R-1,2026-01-09,20")

        self.assertEqual(Order.objects.count(), 2)

    def test_a_packed_file_is_read_as_well(self) -> None:
        path = self.folder / "log.bin"
        path.write_bytes(gzip.compress(f"{HEAD}\nR-1,2026-01-09,5\n".encode()))

        self.assertIn("created 1", self.command(path))

    def test_an_account_is_found_by_our_id_too_but_theirs_comes_first(self) -> None:
        other = make_lead(assigned_to=self.owner, external_id=str(self.lead.pk))

        self.bring(f"{self.lead.pk},2026-01-09,5", f"{other.pk},2026-01-09,6")

        owners = dict(Order.objects.values_list("total_price", "lead_id"))
        self.assertEqual(owners, {Decimal(5): other.pk, Decimal(6): other.pk})

    def test_rows_with_one_order_number_are_lines_of_one_order(self) -> None:
        head = f"{HEAD},sku,quantity,external_id"
        self.bring(
            "R-1,2026-01-09,30.00,K-1,3,INV-7", "R-1,2026-01-09,12.50,K-2,5,INV-7", head=head
        )

        order = Order.objects.get()
        self.assertEqual((order.external_id, order.total_price), ("INV-7", Decimal("42.50")))
        prices = list(OrderLine.objects.order_by("sku").values_list("sku", "unit_price"))
        self.assertEqual(prices, [("K-1", Decimal("10.00")), ("K-2", Decimal("2.50"))])

    def test_a_changed_amount_changes_the_order_it_names(self) -> None:
        head = f"{HEAD},external_id"
        self.bring("R-1,2026-01-09,30,INV-7", head=head)

        said = self.bring("R-1,2026-01-09,35,INV-7", head=head)

        self.assertEqual(said, "created 0, updated 1, unchanged 0, refused 0.")
        self.assertEqual(Order.objects.get().total_price, Decimal(35))

    def test_broken_rows_are_named_and_the_others_saved(self) -> None:
        trashed = make_lead(assigned_to=self.owner, external_id="GONE")
        Lead.objects.filter(pk=trashed.pk).update(deleted_at=trashed.created_at)
        said = self.bring(
            "R-1,2026-01-09,10",
            "NOBODY,2026-01-09,10",
            "R-1,never,10",
            "R-1,2026-01-09,much",
            "R-1,2999-01-01,10",
            "R-1,0001-01-01,10",
            "R-1,2026-01-09,-5",
            ",2026-01-09,5",
            "GONE,2026-01-09,5",
            "R-1,2026-01-09",
            "R-1,2026-01-10,10",
        )

        self.assertIn("created 2", said)
        named = [line.split(",")[:2] for line in self.refused()]
        fields = ["account", "date", "amount", "date", "date", "amount", "account", "account", ""]
        self.assertEqual(named, [[str(n), field] for n, field in enumerate(fields, 3)])

    def test_a_dry_run_saves_nothing(self) -> None:
        before = whole_database()

        said = self.bring("R-1,2026-01-09,10", options=["--dry-run"])

        self.assertEqual(
            said, "Nothing saved (dry run): created 1, updated 0, unchanged 0, refused 0."
        )
        after = whole_database()
        self.assertEqual(
            {k: v for k, v in after.items() if k != "User"},
            {k: v for k, v in before.items() if k != "User"},
        )

    def test_sums_and_rhythm_follow(self) -> None:
        self.bring(*[f"R-1,2026-01-{day:02},10" for day in (2, 9, 16, 23)])

        self.lead.refresh_from_db()
        self.assertEqual(str(self.lead.last_order_at), "2026-01-23 03:00:00+00:00")
        self.assertEqual(AccountRhythm.objects.get().usual_gap_days, 7)

    def test_an_older_order_leaves_the_last_one_alone(self) -> None:
        self.bring("R-1,2026-01-23,10")
        self.bring("R-1,2025-01-23,10")

        self.lead.refresh_from_db()
        self.assertEqual(str(self.lead.last_order_at), "2026-01-23 03:00:00+00:00")

    def test_each_order_is_a_fact_on_the_timeline(self) -> None:
        self.bring("R-1,2026-01-09,10")

        event = Event.objects.get(name="interaction.logged")
        self.assertEqual((event.lead_id, event.by.username), (self.lead.pk, "system"))
        self.assertEqual(event.data["via"], "import")

    def test_killed_in_the_middle_and_run_again_everything_is_there_once(self) -> None:
        lines = [f"R-1,2026-01-{day:02},10" for day in range(1, 10)]
        calls = iter(range(9))

        def dies(*args: object, **kwargs: object) -> object:
            if next(calls) == 2:
                raise KeyboardInterrupt
            return write_orders(*args, **kwargs)  # type: ignore[arg-type]

        with mock.patch.object(service, "CHUNK", 2):
            with (
                mock.patch.object(service, "write_orders", dies),
                self.assertRaises(KeyboardInterrupt),
            ):
                self.bring(*lines)
            said = self.bring(*lines)

        self.assertEqual(said, "created 5, updated 0, unchanged 4, refused 0.")
        self.assertEqual(Interaction.objects.count(), 9)

    def test_a_file_without_the_columns_is_refused_with_what_to_say(self) -> None:
        with self.assertRaisesMessage(CommandError, "--map account=Column --map date=Column"):
            self.bring("1,2", head="foo,amount")

    def test_the_first_rows_tell_how_the_others_are_meant(self) -> None:
        lines = ("R-1;05/01/2026;1.234", "R-1;25/01/2026 2:30 PM;7,5")

        self.bring(*lines, head="account;date;amount")

        found = Order.objects.order_by("ordered_at").values_list("ordered_at", "total_price")
        self.assertEqual(
            [(str(at), str(price)) for at, price in found],
            [("2026-01-05 03:00:00+00:00", "1234.00"), ("2026-01-25 05:30:00+00:00", "7.50")],
        )

    def test_what_no_row_tells_can_be_said(self) -> None:
        lines = ("R-1,05/01/2026,1.234",)

        self.assertIn("refused 1", self.bring(*lines))
        self.bring(*lines, options=("--dates=mdy", "--decimal=."))

        order = Order.objects.get()
        self.assertEqual((order.ordered_at.month, str(order.total_price)), (5, "1.23"))

    def test_another_time_zone_moves_the_orders_and_makes_no_others(self) -> None:
        self.bring("R-1,2026-01-09,20")
        Lead.objects.update(timezone="Europe/Berlin")

        self.assertIn("created 0, updated 1", self.bring("R-1,2026-01-09,20"))
        self.assertEqual(str(Order.objects.get().ordered_at), "2026-01-09 11:00:00+00:00")

    def test_columns_are_named_by_hand(self) -> None:
        said = self.bring(
            "R-1,2026-01-09,10",
            head="Wer,Wann,Wieviel",
            options=["--map", "account=Wer", "--map", "date=Wann", "--map", "amount=Wieviel"],
        )

        self.assertIn("created 1", said)

    def test_more_rows_of_a_chunk_cost_no_more_queries(self) -> None:
        self.bring("R-1,2025-12-31,1")
        with self.assertNumQueries(29):
            self.bring("R-1,2026-01-01,1")
        with self.assertNumQueries(29):
            self.bring(*[f"R-1,2026-01-{day:02},10" for day in range(2, 22)])
