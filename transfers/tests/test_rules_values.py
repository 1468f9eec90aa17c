from decimal import Decimal

from django.test import SimpleTestCase

from transfers.rules.values import coordinates, cuisine, latitude, longitude, tier, website


class TierTests(SimpleTestCase):
    def test_symbols_are_counted(self) -> None:
        self.assertEqual([tier(text) for text in ("$$$$", "€€€", "££", "¥")], ["A", "B", "C", "D"])

    def test_numbers_and_letters_say_the_same(self) -> None:
        self.assertEqual([tier(text) for text in ("4", "1", "a", "D")], ["A", "D", "A", "D"])

    def test_other_text_is_refused(self) -> None:
        for text in ("", "$$$$$", "$€", "cheap", "5"):
            with self.subTest(text), self.assertRaisesMessage(ValueError, "is no price tier"):
                tier(text)


class CoordinateTests(SimpleTestCase):
    def test_degrees_keep_six_decimals(self) -> None:
        self.assertEqual(latitude(" 1.2796271 "), Decimal("1.279627"))

    def test_a_decimal_comma_is_read(self) -> None:
        self.assertEqual(longitude("-0,5"), Decimal("-0.5"))

    def test_degrees_off_the_globe_are_refused(self) -> None:
        with self.assertRaisesMessage(ValueError, "Latitude 90.1 is off the globe: -90 to 90."):
            latitude("90.1")

    def test_a_longitude_goes_further(self) -> None:
        self.assertEqual(longitude("-180"), Decimal(-180))

    def test_other_text_is_refused(self) -> None:
        for text in ("", "NaN", "1e1", "12N", "1 2"):
            with self.subTest(text), self.assertRaisesMessage(ValueError, "write decimal degrees"):
                longitude(text)

    def test_no_coordinates_are_no_place(self) -> None:
        self.assertIsNone(coordinates("", " "))

    def test_half_a_pair_is_refused(self) -> None:
        with self.assertRaisesMessage(ValueError, "fill both or neither"):
            coordinates("1.5", "")

    def test_two_noughts_are_refused(self) -> None:
        with self.assertRaisesMessage(ValueError, "lies in the sea"):
            coordinates("0", "0.0")


class WebsiteTests(SimpleTestCase):
    def test_a_missing_scheme_is_added(self) -> None:
        self.assertEqual(website("example.com/menu"), "https://example.com/menu")

    def test_a_port_is_no_scheme(self) -> None:
        self.assertEqual(website("example.com:8080"), "https://example.com:8080")

    def test_host_and_scheme_become_lower_case(self) -> None:
        self.assertEqual(website("HTTP://Example.COM/Menu"), "http://example.com/Menu")

    def test_names_in_other_scripts_are_kept(self) -> None:
        self.assertEqual(website("münchen.de"), "https://münchen.de")

    def test_dangerous_and_broken_addresses_are_refused(self) -> None:
        wrong = [
            "",
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://example.com",
            "localhost",
            "http://user:word@example.com",
            "http://[::1",
            "a b.com",
            "example.com:99999",
        ]
        for text in wrong:
            with self.subTest(text), self.assertRaisesMessage(ValueError, "is no web address"):
                website(text)


class CuisineTests(SimpleTestCase):
    def test_it_is_kept_as_text(self) -> None:
        self.assertEqual(cuisine(" Japanese ,Sushi,, "), "Japanese, Sushi")
