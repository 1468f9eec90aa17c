from django.test import SimpleTestCase

from transfers.rules.location import Location, split_location


class SplitWithLocationTests(SimpleTestCase):
    def test_a_location_gives_city_state_and_country(self) -> None:
        found = split_location("", "Chicago, Illinois, USA")

        self.assertEqual(found, Location("", "Chicago", "Illinois", "", "US"))

    def test_a_city_and_state_give_the_country(self) -> None:
        self.assertEqual(split_location("", "Boulder, CO"), Location("", "Boulder", "CO", "", "US"))

    def test_a_single_name_may_be_city_and_country(self) -> None:
        self.assertEqual(split_location("", "Singapore"), Location("", "Singapore", "", "", "SG"))

    def test_a_single_state_is_no_city(self) -> None:
        self.assertEqual(split_location("", "Georgia, USA"), Location("", "", "Georgia", "", "US"))

    def test_the_city_of_the_location_leaves_the_street(self) -> None:
        found = split_location("3 Elm Road, Bath, BA1 1AA", "Bath, United Kingdom")

        self.assertEqual(found, Location("3 Elm Road", "Bath", "", "BA1 1AA", "GB"))

    def test_another_name_for_the_city_stays_in_the_street(self) -> None:
        found = split_location("Elmplatz 1, 80331 München", "Munich, Germany")

        self.assertEqual(found, Location("Elmplatz 1, München", "Munich", "", "80331", "DE"))

    def test_a_town_named_like_a_country_stays_a_town(self) -> None:
        self.assertEqual(split_location("1 Elm St, Lebanon", "Lebanon, USA").country, "US")

    def test_a_town_named_like_a_street_is_known_from_the_location(self) -> None:
        found = split_location("Elm Road, Howe Street, CM3 1BG, UK", "Howe Street, UK")

        self.assertEqual((found.street, found.city), ("Elm Road", "Howe Street"))

    def test_a_country_of_its_own_column_helps(self) -> None:
        self.assertEqual(split_location("Elmweg 1, 1010 Wien", country="Österreich").city, "Wien")

    def test_what_a_location_says_beyond_its_city_is_kept(self) -> None:
        found = split_location("3 Elm Road", "Brooklyn, New York, NY")

        self.assertEqual(found, Location("3 Elm Road, New York", "Brooklyn", "NY", "", "US"))
