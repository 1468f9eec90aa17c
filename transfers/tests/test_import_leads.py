"""Bringing a list of restaurants in."""

import csv
import tempfile
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.test import TestCase

from events.models import Event
from leads.models import Lead
from users.models import User

HEAD = "Name,Address,Location,Phone,Latitude,Longitude,Budget\n"
GOOD = [
    'Rialto,"12 Canal Street, 2100, Copenhagen, Denmark","Copenhagen, Denmark",'
    '+4532963297,55.69,12.61,"1,200.50"',
    'Umi,"3 Harbour Road, N1 8LB, London, United Kingdom","London, United Kingdom",,51.53,-0.09,',
    "Kumo,1 Bay Road 018956,Singapore,+6592366368,1.28,103.84,900",
]
BAD = [
    ",1 Nameless Street,Singapore,,,,",
    "Far North,Pole,Singapore,,95,10,",
    "Half Placed,Street,Singapore,,1.3,,",
    "Poor,Street,Singapore,,,,plenty",
    "Too,many,cells,in,this,row,1,2,3",
]
MAPS = [
    f"--map={pair}"
    for pair in (
        "name=Name",
        "address=Address",
        "city=Location",
        "phone=Phone",
        "latitude=Latitude",
        "longitude=Longitude",
        "potential_revenue=Budget",
    )
]


class ImportLeadsTests(TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "list.csv"
        self.report = Path(folder.name) / "report.csv"

    def bring_in(self, lines: list[str], *more: str) -> str:
        self.file.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
        said, errors = StringIO(), StringIO()
        wanted: list[Any] = [str(self.file), *MAPS, "--split-location", f"--report={self.report}"]
        call_command("import_leads", *wanted, *more, stdout=said, stderr=errors)
        return said.getvalue()

    def refused_lines(self) -> list[str]:
        with self.report.open(encoding="utf-8") as file:
            return [row["line"] for row in csv.DictReader(file)]

    def test_it_brings_every_good_row_in(self) -> None:
        self.assertIn("created 3", self.bring_in(GOOD))

        rialto = Lead.objects.get(name="Rialto")
        place = (rialto.address, rialto.city, rialto.pincode, rialto.country)
        self.assertEqual(place, ("12 Canal Street", "Copenhagen", "2100", "DK"))
        self.assertEqual(
            (rialto.timezone, str(rialto.potential_revenue)), ("Europe/Copenhagen", "1200.50")
        )

    def test_a_second_run_changes_nothing(self) -> None:
        self.bring_in(GOOD)
        before = list(Lead.objects.order_by("pk").values_list())
        events = Event.objects.count()

        self.assertIn("created 0, updated 0, unchanged 3, refused 0", self.bring_in(GOOD))
        self.assertEqual(list(Lead.objects.order_by("pk").values_list()), before)
        self.assertEqual(Event.objects.count(), events)

    def test_a_changed_row_updates_its_lead(self) -> None:
        self.bring_in(GOOD)

        said = self.bring_in([line.replace("900", "950") for line in GOOD])

        self.assertIn("created 0, updated 1, unchanged 2", said)

    def test_broken_rows_are_named_by_their_line_and_the_rest_come_in(self) -> None:
        said = self.bring_in([GOOD[0], *BAD, GOOD[1]])

        self.assertIn("created 2, updated 0, unchanged 0, refused 5", said)
        self.assertEqual(self.refused_lines(), ["3", "4", "5", "6", "7"])

    def test_fifty_broken_rows_among_many_are_each_named(self) -> None:
        lines = [f"Place {number},Street,Singapore,,,," for number in range(200)]
        broken = list(range(3, 203, 4))
        for index in broken:
            lines[index - 3] = BAD[index % 4]

        said = self.bring_in(lines)

        self.assertIn("created 150, updated 0, unchanged 0, refused 50", said)
        self.assertEqual(self.refused_lines(), [str(index - 1) for index in broken])

    def test_a_dry_run_saves_nothing(self) -> None:
        self.assertIn("Nothing saved", self.bring_in(GOOD, "--dry-run"))

        self.assertFalse(Lead.objects.exists())
        self.assertFalse(Event.objects.exists())

    def test_leads_go_to_whom_they_are_assigned(self) -> None:
        kam = User.objects.create(username="kam")

        self.bring_in(GOOD, "--assigned-to=kam")

        self.assertEqual(Lead.objects.filter(assigned_to=kam).count(), 3)

    def test_a_lead_is_found_again_by_its_phone(self) -> None:
        self.bring_in(GOOD)

        said = self.bring_in([GOOD[0].replace("Rialto", "Nuovo Rialto")], "--key=phone")

        self.assertIn("updated 1", said)
        self.assertTrue(Lead.objects.filter(name="Nuovo Rialto").exists())

    def test_an_unknown_column_is_refused_with_the_nearest_one(self) -> None:
        with self.assertRaisesMessage(CommandError, "Name"):
            self.bring_in(GOOD, "--map=city=Nmae")
        self.assertFalse(Lead.objects.exists())
