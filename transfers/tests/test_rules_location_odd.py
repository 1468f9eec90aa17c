import unicodedata
from collections import Counter

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from transfers.rules.location import Location, split_location

LONG = 10_000
PIECES = [
    "Singapore",
    "London",
    "W1S 2XG",
    "089855",
    "75001 Paris",
    "France",
    "CA 94107",
    "USA",
    "Delhi",
    "Hong Kong",
    "12 High Street",
    "Rua Um 5",
    "- SP",
    "01426-001",
    "Dublin 2",
    "(España)",
    "〒104-0061",
    "Co. Kerry",
    "Ontario",
    "M4N 2M4",
    "KY1-1100",
    "Blk 505",
    "2100 Ø",
    "Denmark",
    "Praha 1",
    "New York",
]
ADDRESSES = st.text() | st.lists(st.sampled_from(PIECES) | st.text(max_size=8)).map(", ".join)


def digits(*texts: str) -> Counter[str]:
    return Counter(letter for text in texts for letter in text if letter.isdigit())


class OddInputTests(SimpleTestCase):
    def test_nothing_gives_nothing(self) -> None:
        self.assertEqual(split_location(""), Location())

    def test_only_commas_give_nothing(self) -> None:
        self.assertEqual(split_location(",,, ,", ",,"), Location())

    def test_very_long_text_stays_whole(self) -> None:
        self.assertEqual(split_location("x" * LONG).street, "x" * LONG)

    def test_reading_a_street_again_changes_nothing(self) -> None:
        street = split_location("Shaw, #01-16, 1 Elm Road, 228208, Singapore").street

        self.assertEqual(split_location(street).street, street)

    @settings(deadline=None, max_examples=300)
    @given(ADDRESSES, ADDRESSES, st.sampled_from(["", "SG", "Denmark", "US", "nowhere"]))
    def test_no_text_makes_it_fail(self, address: str, location: str, country: str) -> None:
        self.assertEqual(len(split_location(address, location, country)), 5)

    @settings(deadline=None, max_examples=300)
    @given(ADDRESSES, st.sampled_from(["", "London, UK", "Singapore", "Denmark", "Praha 1"]))
    def test_no_digit_of_an_address_is_lost(self, address: str, location: str) -> None:
        self.assertLessEqual(digits(address), digits(*split_location(address, location)))

    def test_a_location_that_repeats_itself_keeps_both(self) -> None:
        self.assertEqual(split_location("", "0,0"), Location(street="0", city="0"))

    @settings(deadline=None, max_examples=300)
    @given(ADDRESSES)
    def test_no_digit_of_a_location_is_lost(self, location: str) -> None:
        self.assertLessEqual(digits(location), digits(*split_location("", location)))

    @settings(deadline=None, max_examples=200)
    @given(st.text(st.characters(categories=["L"]), min_size=3, max_size=30))
    def test_no_word_of_an_unknown_place_is_lost(self, word: str) -> None:
        found = split_location(f"5 {word}")

        self.assertIn(
            unicodedata.normalize("NFC", word), unicodedata.normalize("NFC", found.street)
        )
