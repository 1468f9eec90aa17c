"""What is written comes in again as it was."""

import csv
import io
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.test import TestCase

from events.models import Event
from interaction_tracking.models import Interaction, Order, OrderLine
from interaction_tracking.services.log import log_interaction
from leads.models import Lead
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin

KEPT = (Lead, Interaction, Order, OrderLine, Event)


def product(name: str, quantity: int, price: str) -> dict[str, Any]:
    return {"name": name, "quantity": Decimal(quantity), "unit_price": Decimal(price)}


def kept() -> list[list[Any]]:
    return [list(model._default_manager.order_by("pk").values()) for model in KEPT]


class ExportTests(CastMixin, TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def run_command(self, name: str, file: str = "list.csv") -> str:
        out = io.StringIO()
        call_command(name, str(self.folder / file), stdout=out, stderr=io.StringIO())
        return out.getvalue().strip()

    def make_one(self) -> Lead:
        return make_lead(
            assigned_to=self.owner,
            name='=Rialto, the "old" one',
            phone="+351213400000",
            notes="First line\nSecond line",
            external_id="-7",
            potential_revenue=Decimal("1200.50"),
            lead_status="NEGOTIATING",
            latitude=38.72,
            longitude=-9.14,
            country="PT",
            timezone="Europe/Lisbon",
            seats=40,
            tier="A",
        )

    def order(
        self, lead: Lead, lines: list[dict[str, Any]], total: Decimal, number: str | None = "A-1"
    ) -> None:
        block = {"external_id": number, "lines": lines, "total_price": total}
        log_interaction(lead, by=self.owner, interaction_type="ORDER", order=block)

    def test_leads_that_come_in_again_change_nothing(self) -> None:
        self.make_one()
        before = kept()

        self.assertEqual(self.run_command("export_leads"), "Wrote 1 leads.")
        self.assertIn("unchanged 1", self.run_command("import_leads"))

        self.assertEqual(kept(), before)

    def test_an_empty_database_gets_the_same_leads(self) -> None:
        lead = self.make_one()
        self.run_command("export_leads")
        lead.delete()

        self.assertIn("created 1", self.run_command("import_leads"))

        again = Lead.objects.get()
        for name in ("name", "phone", "notes", "external_id", "latitude", "assigned_to_id", "tier"):
            self.assertEqual(getattr(again, name), getattr(lead, name), name)

    def test_nothing_in_the_file_runs_in_a_spreadsheet(self) -> None:
        self.make_one()

        self.run_command("export_leads")

        with (self.folder / "list.csv").open() as file:
            cells = next(iter(csv.DictReader(file))).values()
        self.assertFalse([c for c in cells if c[:1] in "=+@" and c])

    def test_orders_that_come_in_again_change_nothing(self) -> None:
        lead = make_lead(assigned_to=self.owner, external_id="C-1")
        lines = [
            product("Rice", 2, "3.33"),
            product("Salt", 1, "9.99"),
        ]
        self.order(lead, lines, Decimal("15.00"))
        before = kept()

        self.assertEqual(self.run_command("export_orders"), "Wrote 2 lines.")
        self.assertIn("unchanged 1", self.run_command("import_orders"))

        self.assertEqual(kept(), before)

    def test_an_order_without_a_number_does_not_come_in_twice(self) -> None:
        lead = make_lead(assigned_to=self.owner, external_id="C-1")
        for total in ("15.00", "7.50"):
            self.order(lead, [product("Rice", 2, "3.33")], Decimal(total), number=None)
        before = kept()

        self.run_command("export_orders")
        self.assertIn("created 0, updated 0, unchanged 2", self.run_command("import_orders"))

        self.assertEqual(kept(), before)

    def test_our_id_of_another_order_elsewhere_is_a_new_order_here(self) -> None:
        lead = make_lead(assigned_to=self.owner, external_id="C-1")
        self.order(lead, [], Decimal("15.00"), number=None)
        pk = Order.objects.get().pk
        text = f"account,date,amount,external_id\nC-1,2026-01-09T10:00:00Z,5,KAM-{pk}\n"
        (self.folder / "list.csv").write_text(text)

        self.assertIn("created 1, updated 0", self.run_command("import_orders"))

    def test_the_lines_of_an_order_add_up_to_its_total(self) -> None:
        lead = make_lead(assigned_to=self.owner, external_id="C-1")
        lines = [product(name, 1, "9.00") for name in ("Rice", "Salt")]
        self.order(lead, lines, Decimal("5.00"))

        self.run_command("export_orders")

        with (self.folder / "list.csv").open() as file:
            amounts = [row["amount"] for row in csv.DictReader(file)]
        self.assertEqual(sum(map(Decimal, amounts)), Order.objects.get().total_price)

    def test_a_file_that_cannot_be_written_is_told(self) -> None:
        with self.assertRaisesMessage(CommandError, "cannot be written"):
            self.run_command("export_leads", "no/such/folder.csv")
