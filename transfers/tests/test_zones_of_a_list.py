"""Restaurants get the time zone of where they stand; each of these was looked up by hand."""

import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.test import TestCase

from leads.models import Lead

# Place, latitude, longitude, zone.
PLACES = (
    ("Colwyn Bay, Wales", 53.295, -3.727, "Europe/London"),
    ("Rio de Janeiro", -22.984, -43.205, "America/Sao_Paulo"),
    ("Hørve, Denmark", 55.752, 11.451, "Europe/Copenhagen"),
    ("Singapore", 1.280, 103.840, "Asia/Singapore"),
    ("Lagoa, Algarve", 37.102, -8.376, "Europe/Lisbon"),
    ("Funchal, Madeira", 32.645, -16.914, "Atlantic/Madeira"),
    ("Tórshavn, Faroe Islands", 62.010, -6.771, "Atlantic/Faroe"),
    ("St Helier, Jersey", 49.187, -2.107, "Europe/Jersey"),
    ("Toronto", 43.668, -79.394, "America/Toronto"),
    ("Vancouver", 49.283, -123.121, "America/Vancouver"),
    ("Galway, Ireland", 53.274, -9.049, "Europe/Dublin"),
)


class ZonesOfAListTests(TestCase):
    def test_each_place_gets_the_zone_its_clocks_show(self) -> None:
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        rows = [f'"{name}",{north},{east}' for name, north, east, _ in PLACES]
        (folder / "list.csv").write_text("Name,Latitude,Longitude\n" + "\n".join(rows) + "\n")

        call_command("import_leads", str(folder / "list.csv"), stdout=StringIO())

        found = dict(Lead.objects.values_list("name", "timezone"))
        self.assertEqual(found, {name: zone for name, _, _, zone in PLACES})
