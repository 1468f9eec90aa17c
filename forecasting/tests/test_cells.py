"""A cell that can be read two ways is read as its column shows, or named."""

from datetime import date
from unittest import TestCase

from forecasting.cells import amounts_of, days_of

THIRD_OF_MAY, FIFTH_OF_MARCH = (date(2026, m, d).toordinal() for m, d in ((5, 3), (3, 5)))


class DateTests(TestCase):
    def test_a_day_is_a_day_in_every_order_that_begins_with_the_year(self) -> None:
        texts = ["2026-05-03", "20260503", "2026/5/3", "2026-05-03T23:30Z", "2026-05-03 08:26"]

        self.assertEqual(set(days_of(texts)), {THIRD_OF_MAY})

    def test_one_clear_date_tells_how_all_are_read(self) -> None:
        self.assertEqual(days_of(["03/05/2026", "13/05/2026"])[0], THIRD_OF_MAY)
        self.assertEqual(days_of(["3/5/2026 8:26", "12/13/2026 9:00"])[0], FIFTH_OF_MARCH)

    def test_dots_stand_behind_days(self) -> None:
        self.assertEqual(days_of(["03.05.2026"]), [THIRD_OF_MAY])

    def test_years_of_two_digits_are_of_our_time(self) -> None:
        days = days_of(["12/13/10 8:26", "1/2/10 8:26"])

        self.assertEqual(days, [date(2010, 12, 13).toordinal(), date(2010, 1, 2).toordinal()])
        self.assertEqual(days_of(["31.12.69"]), [date(2069, 12, 31).toordinal()])
        self.assertIn("is not like", str(days_of(["31-12-10"])[0]))

    def test_months_are_known_by_name(self) -> None:
        texts = ["01-Dec-2010", "1 December 2010 08:26", "01/dec/10", "1-Dez-2010"]

        *known, unknown = days_of(texts)

        self.assertEqual(known, [date(2010, 12, 1).toordinal()] * 3)
        self.assertIn("is not like", str(unknown))

    def test_where_nothing_tells_the_date_is_named(self) -> None:
        found = days_of(["03/05/2026", "05/05/2026"])

        self.assertIn("two ways", str(found[0]))
        self.assertEqual(found[1], date(2026, 5, 5).toordinal())

    def test_what_is_no_date_is_named(self) -> None:
        for text in ("2026-02-30", "soon", "31/04/2026", "0026-01-01", "9999-12-31", "2026-1/5"):
            with self.subTest(text):
                self.assertIn(text, str(days_of([text])[0]))


class AmountTests(TestCase):
    def test_points_are_decimal_unless_the_column_shows_otherwise(self) -> None:
        self.assertEqual(amounts_of(["1.240", "1,240"]), [1.24, 1240.0])
        self.assertEqual(amounts_of(["1.240", "99,5"]), [1240.0, 99.5])

    def test_currencies_and_groups_are_read(self) -> None:
        texts = ["$1,240.50", "EUR 5", "5 €", "1\u202f240.50", "1'240.50", "1e3"]

        self.assertEqual(amounts_of(texts), [1240.5, 5.0, 5.0, 1240.5, 1240.5, 1000.0])

    def test_a_return_is_no_order(self) -> None:
        for text in ("-3", "(3.00)", "\u22123", "$-3"):
            with self.subTest(text):
                self.assertIn("from 0 up", str(amounts_of([text])[0]))

    def test_what_is_no_amount_is_named(self) -> None:
        for text in ("", "nan", "inf", "1.2.3", "twelve", "1e400", "12,34,5"):
            with self.subTest(text):
                self.assertIn(repr(text), str(amounts_of([text])[0]))
