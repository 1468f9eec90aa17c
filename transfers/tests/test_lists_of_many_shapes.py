"""Lists as other programs write them, each invented: separators, encodings, headers, countries."""

import tempfile
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.test import TestCase

from leads.models import Lead

PLACE = ("address", "city", "state", "pincode", "country")


class ManyShapesTests(TestCase):
    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))

    def bring_in(self, text: str | bytes, *options: str) -> str:
        """Run the import twice: whatever the list, the second run changes nothing."""
        file = self.folder / "list.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        said, self.told = StringIO(), StringIO()
        arguments: list[Any] = [str(file), *options]
        call_command("import_leads", *arguments, stdout=said, stderr=self.told)
        before = list(Lead.objects.order_by("pk").values_list())
        again = StringIO()
        call_command("import_leads", *arguments, stdout=again, stderr=StringIO())
        self.assertIn("created 0, updated 0", again.getvalue())
        self.assertEqual(list(Lead.objects.order_by("pk").values_list()), before)
        return said.getvalue()

    def report(self) -> str:
        return (self.folder / "list.errors.csv").read_text()

    def place(self, name: str) -> tuple[Any, ...]:
        return tuple(Lead.objects.values_list(*PLACE).get(name=name))

    def phone(self, name: str) -> str:
        return Lead.objects.get(name=name).phone_e164

    def test_american_columns_know_their_country_and_clock(self) -> None:
        self.bring_in(
            "Restaurant Name,Street Address,City,State,Zip,Phone,Annual Spend\n"
            'Diner,12 Main St,Springfield,IL,62701,(217) 555-0101,"$12,500.00"\n'
        )

        lead = Lead.objects.get()
        self.assertEqual(self.place("Diner"), ("12 Main St", "Springfield", "IL", "62701", "US"))
        self.assertEqual((lead.phone_e164, lead.timezone), ("+12175550101", "America/Chicago"))
        self.assertEqual(str(lead.potential_revenue), "12500.00")

    def test_british_semicolons_in_latin_1_with_a_column_for_the_code(self) -> None:
        self.bring_in(
            "Company;Full address;Telephone;Post code\n"
            "Café Crown;10 High Street, Leeds, West Yorkshire;0113 496 0123;LS1 4DY\n".encode(
                "cp1252"
            )
        )

        place = ("10 High Street", "Leeds", "West Yorkshire", "LS1 4DY", "GB")
        self.assertEqual(self.place("Café Crown"), place)
        self.assertEqual(self.phone("Café Crown"), "+441134960123")
        self.assertIn("Windows-1252", self.told.getvalue())

    def test_indian_addresses_without_a_country(self) -> None:
        self.bring_in(
            "\ufeffOutlet Name,Address,Mobile\n"
            'Spice,"12/3 MG Road, Bengaluru, Karnataka 560001",98765 43210\n'
        )

        place = ("12/3 MG Road", "Bengaluru", "Karnataka", "560001", "IN")
        self.assertEqual((self.place("Spice"), self.phone("Spice")), (place, "+919876543210"))

    def test_brazilian_columns_keep_their_state_and_code_when_addresses_are_split(self) -> None:
        self.bring_in(
            "Nome;Endereço;Telefone;Cidade;UF;CEP\n"
            "Bom;Rua Augusta, 1200;(11) 3456-7890;São Paulo;SP;01304-001\n",
            "--split-location",
        )

        place = ("Rua Augusta, 1200", "São Paulo", "SP", "01304-001", "BR")
        self.assertEqual((self.place("Bom"), self.phone("Bom")), (place, "+551134567890"))

    def test_japanese_addresses(self) -> None:
        self.bring_in('店名,住所,電話\nKen,"1-4-5 Roppongi, Tokyo 106-0032, Japan",03-1234-5678\n')

        place = ("1-4-5 Roppongi", "Tokyo", "", "106-0032", "JP")
        self.assertEqual((self.place("Ken"), self.phone("Ken")), (place, "+81312345678"))

    def test_german_tabs_with_german_headers_and_amounts(self) -> None:
        self.bring_in(
            "Firma\tStraße\tPLZ\tOrt\tLand\tTelefon\tUmsatz\n"
            "Adler\tHauptstraße 5\t10115\tBerlin\tDeutschland\t030 1234567\t1.234,50\n"
        )

        self.assertEqual(self.place("Adler"), ("Hauptstraße 5", "Berlin", "", "10115", "DE"))
        self.assertEqual(str(Lead.objects.get().potential_revenue), "1234.50")

    def test_an_old_german_prefix_tells_the_country(self) -> None:
        self.bring_in('name,address\nWirt,"Marktplatz 1, D-80331 München"\n')

        self.assertEqual(self.place("Wirt"), ("Marktplatz 1", "München", "", "80331", "DE"))

    def test_a_list_of_one_country_can_say_so_once(self) -> None:
        rows = "Nom;Adresse;Téléphone\nBouchon;4 Place Bellecour, 69002 Lyon;04.78.37.00.00\n"

        self.bring_in(rows, "--country=France")

        self.assertEqual(self.place("Bouchon"), ("4 Place Bellecour", "Lyon", "", "69002", "FR"))
        self.assertEqual(self.phone("Bouchon"), "+33478370000")
        with self.assertRaisesMessage(CommandError, "Narnia"):
            self.bring_in(rows, "--country=Narnia")

    def test_an_italian_province_is_no_american_state(self) -> None:
        self.bring_in("Nome,Indirizzo,Città,Provincia,CAP\nDa Gino,Via Roma 1,Milano,MI,20121\n")

        self.assertEqual(self.place("Da Gino"), ("Via Roma 1", "Milano", "MI", "20121", ""))

    def test_a_column_that_holds_city_and_country(self) -> None:
        self.bring_in('"Name";"City, Country"\n"A;B";"Paris, France"\n')

        self.assertEqual(self.place("A;B"), ("", "Paris", "", "", "FR"))

    def test_a_country_nobody_knows_is_refused_when_addresses_are_split(self) -> None:
        self.bring_in("Name,Address,Country\nLion,1 Lamp Post,Narnia\n", "--split-location")

        self.assertIn("2,country,\"'Narnia' is no country", self.report())

    def test_quoted_lines_become_one_and_notes_keep_theirs(self) -> None:
        self.bring_in(
            'Name,Address,Notes\n"Big\nBowl","1 Main St\nSpringfield, IL 62701","one\ntwo"\n'
        )

        lead = Lead.objects.get()
        self.assertEqual((lead.name, lead.notes), ("Big Bowl", "one\ntwo"))
        self.assertEqual((lead.address, lead.city), ("1 Main St", "Springfield"))

    def test_two_noughts_for_coordinates_mean_unknown(self) -> None:
        self.bring_in("Name,Latitude,Longitude\nA,0,0\n")

        self.assertIsNone(Lead.objects.get().latitude)

    def test_the_outlets_of_a_chain_in_one_city_stay_apart(self) -> None:
        rows = ["Beans,London,1 High St,+442079460001", "Beans,London,2 Low St,+442079460002"]

        said = self.bring_in("Name,City,Address,Phone\n" + "\n".join([*rows, rows[0]]) + "\n")

        self.assertIn("created 2, updated 0, unchanged 1, refused 0", said)

    def test_two_lines_of_one_number_that_differ_do_not_take_turns(self) -> None:
        said = self.bring_in("ID,Name\n7,Alpha\n7,Beta\n8,Gamma\n")

        self.assertIn("created 2, updated 0, unchanged 0, refused 1", said)
        self.assertIn('3,external_id,"Line 2 has the same external_id', self.report())

    def test_a_corrected_door_number_updates_the_restaurant_of_that_code(self) -> None:
        rows = "Name,City,Zip,Address\nAdler,Berlin,10115,Hauptstr. 5\n"
        self.bring_in(rows)

        said = self.bring_in(rows.replace("Hauptstr. 5", "Hauptstr. 7"))

        self.assertIn("created 0, updated 1", said)

    def test_words_for_nothing_are_nothing(self) -> None:
        self.bring_in("Name,City,Phone,Seats,Website\nA,n/a,-,NULL,nan\n")

        lead = Lead.objects.get()
        self.assertEqual((lead.city, lead.phone, lead.seats, lead.website), ("", "", None, ""))

    def test_seats_addresses_and_stages_in_other_words(self) -> None:
        self.bring_in('Name,Seats,Email,Stage\nA,"1,200 seats","a@b.fr, c@d.fr",closed won\n')

        lead = Lead.objects.get()
        self.assertEqual((lead.seats, lead.email), (1200, "a@b.fr"))
        self.assertEqual(lead.lead_status, "CONVERTED")

    def test_a_guessed_column_that_means_something_else_stops_no_row(self) -> None:
        rows = "Name,Price,Status\nA,25-40 EUR,OPERATIONAL\nB,$$,won\n"

        said = self.bring_in(rows)

        self.assertIn("created 2, updated 0, unchanged 0, refused 0", said)
        found = Lead.objects.order_by("name").values_list("tier", "lead_status")
        self.assertEqual(list(found), [("", "NEW"), ("C", "CONVERTED")])

    def test_a_column_named_by_hand_must_be_readable(self) -> None:
        said = self.bring_in("Name,Price\nA,25-40 EUR\n", "--map=name=Name", "--map=tier=Price")

        self.assertIn("refused 1", said)

    def test_it_says_which_columns_it_does_not_read(self) -> None:
        self.bring_in("Name,Stars,\nA,5,\n")

        self.assertIn("Columns that are not read: Column 3, Stars.", self.told.getvalue())
