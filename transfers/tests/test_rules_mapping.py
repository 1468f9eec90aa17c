from django.test import SimpleTestCase

from transfers.rules.mapping import default_map, parse_map
from transfers.rules.synonyms import SYNONYMS
from transfers.rules.text import fold

HEADERS = ["Name", "PhoneNumber", "Street=1"]
TARGETS = ["name", "phone", "address", "pincode"]


class ParseMapTests(SimpleTestCase):
    def assert_refused(self, pair: str, message: str) -> None:
        with self.assertRaisesMessage(ValueError, message):
            parse_map([pair], HEADERS, TARGETS)

    def test_pairs_become_a_mapping(self) -> None:
        mapping = parse_map(["name=Name", "phone=PhoneNumber"], HEADERS, TARGETS)

        self.assertEqual(mapping, {"name": "Name", "phone": "PhoneNumber"})

    def test_a_column_may_hold_an_equals_sign(self) -> None:
        self.assertEqual(parse_map(["address=Street=1"], HEADERS, TARGETS), {"address": "Street=1"})

    def test_a_column_is_found_whatever_its_case_and_spaces(self) -> None:
        self.assertEqual(
            parse_map(["phone=phone number"], HEADERS, TARGETS), {"phone": "PhoneNumber"}
        )

    def test_an_unknown_field_names_the_nearest(self) -> None:
        self.assert_refused("nmae=Name", "There is no field 'nmae'. Did you mean 'name'?")

    def test_an_unknown_column_names_the_nearest(self) -> None:
        self.assert_refused(
            "phone=PhoneNumbr", "There is no column 'PhoneNumbr'. Did you mean 'PhoneNumber'?"
        )

    def test_a_column_like_no_other_lists_them_all(self) -> None:
        self.assert_refused("name=Qqq", "The columns are: Name, PhoneNumber, Street=1.")

    def test_a_pair_without_equals_says_how_to_write_one(self) -> None:
        self.assert_refused("name", "write field=Column, such as name=Name")

    def test_a_field_is_mapped_once(self) -> None:
        with self.assertRaisesMessage(ValueError, "'name' is mapped twice"):
            parse_map(["name=Name", "name=PhoneNumber"], HEADERS, TARGETS)

    def test_every_mistake_is_named_at_once(self) -> None:
        with self.assertRaises(ValueError) as refusal:
            parse_map(["nmae=Name", "phone=Fone"], HEADERS, TARGETS)

        self.assertEqual(len(str(refusal.exception).splitlines()), 2)


class DefaultMapTests(SimpleTestCase):
    def test_own_field_names_are_recognised(self) -> None:
        self.assertEqual(
            default_map(["phone", "NAME"], TARGETS), {"name": "NAME", "phone": "phone"}
        )

    def test_common_names_are_recognised(self) -> None:
        headers = ["Restaurant", "Tel.", "E-mail", "Post code", "Lat", "Lng", "Website URL", "Zip"]
        targets = ["name", "phone", "email", "pincode", "latitude", "longitude", "website"]

        self.assertEqual(list(default_map(headers, targets)), targets)

    def test_the_plainest_name_wins(self) -> None:
        self.assertEqual(default_map(["Restaurant", "Name"], ["name"]), {"name": "Name"})

    def test_unknown_columns_are_left_out(self) -> None:
        self.assertEqual(default_map(["Shoe size"], TARGETS), {})

    def test_no_name_means_two_fields(self) -> None:
        names = [fold(name) for target, others in SYNONYMS.items() for name in (target, *others)]

        self.assertEqual(len(names), len(set(names)))
