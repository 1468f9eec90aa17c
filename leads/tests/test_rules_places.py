from unittest import TestCase

from leads.rules.phones import e164
from leads.rules.places import country_of_phone, country_of_zone, zone_of_phone, zone_of_place


class ZoneOfPlaceTests(TestCase):
    def test_a_city_may_have_a_clock_named_after_it(self) -> None:
        self.assertEqual(zone_of_place("São Paulo", "", "BR"), "America/Sao_Paulo")
        self.assertEqual(zone_of_place("New York", "New York", ""), "America/New_York")

    def test_a_state_keeps_one_clock_by_code_and_by_name(self) -> None:
        for state in ("IL", "Illinois", "illinois"):
            self.assertEqual(zone_of_place("Springfield", state, "US"), "America/Chicago")
        self.assertEqual(zone_of_place("Fremantle", "WA", "AU"), "Australia/Perth")
        self.assertEqual(zone_of_place("Laval", "Québec", "CA"), "America/Toronto")

    def test_a_country_with_one_clock_needs_no_more(self) -> None:
        self.assertEqual(zone_of_place("Leeds", "", "GB"), "Europe/London")
        self.assertEqual(zone_of_place("Mysuru", "Karnataka", "IN"), "Asia/Kolkata")
        self.assertEqual(zone_of_place("München", "", "DE"), "Europe/Berlin")

    def test_islands_have_a_clock_of_their_own(self) -> None:
        self.assertEqual(zone_of_place("Telde", "Las Palmas", "ES"), "Atlantic/Canary")
        self.assertEqual(zone_of_place("Ponta Delgada", "Açores", "PT"), "Atlantic/Azores")

    def test_the_state_outweighs_a_city_of_the_same_name_elsewhere(self) -> None:
        self.assertEqual(zone_of_place("Paris", "TX", "US"), "America/Chicago")

    def test_what_may_be_several_is_not_guessed(self) -> None:
        self.assertEqual(zone_of_place("Springfield", "", "US"), "")
        self.assertEqual(zone_of_place("Portland", "OR", ""), "")
        self.assertEqual(zone_of_place("", "", ""), "")

    def test_a_phone_gives_the_zone_its_name_of_today(self) -> None:
        self.assertEqual(zone_of_phone("+912226401234"), "Asia/Kolkata")

    def test_a_clock_and_a_number_tell_their_country(self) -> None:
        self.assertEqual(country_of_zone("Europe/Jersey"), "JE")
        self.assertEqual(country_of_phone("+351 289 000 111"), "PT")
        self.assertEqual((country_of_zone(""), country_of_phone("020 7946 0958")), ("", ""))


class PhoneTests(TestCase):
    def test_a_number_is_read_as_dialled_in_its_country(self) -> None:
        self.assertEqual(e164("089/123456-78", "DE"), "+498912345678")
        self.assertEqual(e164("(11) 3456-7890", "BR"), "+551134567890")
        self.assertEqual(e164("098765 43210", "IN"), "+919876543210")

    def test_two_noughts_are_a_plus(self) -> None:
        self.assertEqual(e164("0033 1 47 05 86 89", guess="US"), "+33147058689")

    def test_of_several_numbers_the_first_counts(self) -> None:
        self.assertEqual(e164("+49 30 1234567; +49 30 99", ""), "+49301234567")

    def test_a_guessed_country_must_have_such_numbers(self) -> None:
        self.assertEqual(e164("(212) 555-0199", guess="US"), "+12125550199")
        self.assertEqual(e164("01 42 68 53 00", guess="US"), "")
