import phonenumbers
from django.test import SimpleTestCase
from phonenumbers.geodata.locale import LOCALE_DATA

from transfers.rules.countries import country_code

NOT_IN_ISO_3166 = {"AC", "TA"}


class CountryCodeTests(SimpleTestCase):
    def test_every_region_with_telephones_is_known(self) -> None:
        for region in set(phonenumbers.SUPPORTED_REGIONS) - NOT_IN_ISO_3166:
            with self.subTest(region):
                self.assertEqual(country_code(region), region)

    def test_every_english_name_is_known(self) -> None:
        for region in set(phonenumbers.SUPPORTED_REGIONS) & LOCALE_DATA.keys():
            with self.subTest(region):
                self.assertEqual(country_code(LOCALE_DATA[region]["aa"]), region)

    def test_three_letters_are_known(self) -> None:
        self.assertEqual([country_code(code) for code in ("DEU", "GBR", "IND")], ["DE", "GB", "IN"])

    def test_common_aliases_are_known(self) -> None:
        names = (
            "UK",
            "England",
            "Scotland",
            "USA",
            "U.S.A.",
            "Hong Kong SAR China",
            "The Netherlands",
        )

        self.assertEqual(list(map(country_code, names)), ["GB", "GB", "GB", "US", "US", "HK", "NL"])

    def test_endonyms_are_known(self) -> None:
        names = (
            "Türkiye",
            "Deutschland",
            "España",
            "Brasil",
            "日本",
            "Россия",
            "Österreich",
            "भारत",
        )

        self.assertEqual(
            list(map(country_code, names)), ["TR", "DE", "ES", "BR", "JP", "RU", "AT", "IN"]
        )

    def test_case_accents_and_dots_do_not_matter(self) -> None:
        names = ("cote d'ivoire", "u.k.", "TURKIYE", "espana")

        self.assertEqual(list(map(country_code, names)), ["CI", "GB", "TR", "ES"])

    def test_a_lower_case_code_is_a_word(self) -> None:
        self.assertEqual(country_code("de"), "")

    def test_what_is_no_country_says_nothing(self) -> None:
        self.assertEqual(
            [country_code(text) for text in ("", "London", "12", "x" * 5000)], [""] * 4
        )
