from decimal import Decimal

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from transfers.rules.money import decimal_told, money


class MoneyTests(SimpleTestCase):
    def assert_amount(self, amount: str, *texts: str) -> None:
        for text in texts:
            with self.subTest(text):
                self.assertEqual(str(money(text)), amount)

    def assert_refused(self, message: str, *texts: str) -> None:
        for text in texts:
            with self.subTest(text), self.assertRaisesMessage(ValueError, message):
                money(text)

    def test_an_amount_has_two_decimals(self) -> None:
        self.assert_amount("12.50", "12.5", "12,5", " 12.50 ", "012.50")

    def test_thousands_may_be_grouped_in_every_way(self) -> None:
        self.assert_amount(
            "1234.50", "1,234.50", "1.234,50", "1 234,50", "1'234.50", "1\u00a0234.5"
        )

    def test_indian_groups_are_read(self) -> None:
        self.assert_amount("123456.00", "1,23,456.00", "₹ 1,23,456")

    def test_a_currency_is_left_out(self) -> None:
        self.assert_amount("5.00", "$5", "€ 5.00", "5,00 €", "USD 5", "5 kr", "R$ 5,00", "CHF 5.00")

    def test_a_minus_is_kept(self) -> None:
        self.assert_amount("-5.00", "-5", "-$5.00", "$-5", "\u22125")

    def test_a_comma_before_three_digits_groups_them(self) -> None:
        self.assert_amount("1234.00", "1,234")

    def test_a_point_before_three_digits_is_refused_as_unclear(self) -> None:
        self.assert_refused(
            "'1.234' may mean 1234.00 or 1.234: write a number such as 1234.50.", "1.234"
        )

    def test_what_is_no_amount_is_refused(self) -> None:
        wrong = [
            "",
            "free",
            "$5k",
            "1e5",
            "NaN",
            "1,2,3",
            "1..2",
            "(5)",
            "--5",
            "9" * 50,
        ]

        self.assert_refused("is no amount of money: write a number such as 1234.50.", *wrong)

    def test_many_decimals_are_rounded_to_cents(self) -> None:
        self.assertEqual(money("15.299999999999999"), Decimal("15.30"))
        self.assertEqual(money("-12,3456"), Decimal("-12.35"))

    def test_the_mark_of_a_file_settles_what_may_be_two_amounts(self) -> None:
        self.assertEqual((money("1.234", "."), money("1.234", ",")), (Decimal("1.23"), 1234))
        self.assertEqual((money("1,234", "."), money("1,234", ",")), (1234, Decimal("1.23")))

    def test_the_clear_amounts_of_a_file_tell_its_mark(self) -> None:
        self.assertEqual(decimal_told(["1.234", "7.5"]), ".")
        self.assertEqual(decimal_told(["1.234,50 €", "900"]), ",")
        for unclear in (["1.234", "1,234", "5"], ["1.5", "1,5"], []):
            self.assertEqual(decimal_told(unclear), "")

    def test_too_much_money_is_refused(self) -> None:
        self.assert_refused("at most 10 digits", "99999999999")

    @given(st.decimals(0, 9_999_999_999, places=2))
    def test_a_grouped_amount_reads_as_itself(self, amount: Decimal) -> None:
        self.assertEqual(money(f"{amount:,}"), amount)

    @given(st.text(st.sampled_from("0123456789.,'- $€k")))
    def test_every_text_is_an_amount_or_a_refusal(self, text: str) -> None:
        try:
            self.assertEqual(money(text).as_tuple().exponent, -2)
        except ValueError as refusal:
            self.assertIn(
                "write a number" if "digits" not in str(refusal) else "digits", str(refusal)
            )
