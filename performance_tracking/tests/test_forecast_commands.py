import csv
import io
import json
import tempfile
from datetime import date
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase

from forecasting.tests.logs import FIRST, steady

AS_OF = date.fromordinal(FIRST + 200).isoformat()
HEADER = (
    "account,orders,probability_active,probability_of_order,expected_orders,expected_revenue,"
    "next_order_from,next_order_date,next_order_to,overdue,grade"
)


class CommandTests(SimpleTestCase):
    """A SimpleTestCase refuses every query: the commands need no database."""

    def setUp(self) -> None:
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.file = self.folder / "log.csv"
        log = steady(60)
        rows = zip(log.account, log.day, log.amount, strict=True)
        lines = [f"R{a},{date.fromordinal(int(day))},{amount:.2f}" for a, day, amount in rows]
        self.file.write_text("\n".join(["account,date,amount", *lines, "R1,never,2"]))

    def run_command(self, *arguments: str) -> tuple[str, str]:
        out, err = io.StringIO(), io.StringIO()
        call_command(*arguments, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    def test_the_forecast_has_the_columns_promised(self) -> None:
        out, _ = self.run_command("forecast_orders", str(self.file), "--as-of", AS_OF)

        rows = list(csv.DictReader(io.StringIO(out)))
        self.assertEqual(out.splitlines()[0], HEADER)
        self.assertEqual(len(rows), 60)
        self.assertTrue(all(0 <= float(row["probability_of_order"]) <= 1 for row in rows))
        regular = next(row for row in rows if row["grade"] == "A")
        self.assertLess(AS_OF, regular["next_order_date"])

    def test_the_forecast_goes_into_the_file_named(self) -> None:
        out, err = self.run_command(
            "forecast_orders", str(self.file), "--as-of", AS_OF, "--out", str(self.folder / "o.csv")
        )

        self.assertEqual(out, "")
        self.assertIn("60 accounts", err)
        self.assertEqual((self.folder / "o.csv").read_text().splitlines()[0], HEADER)

    def test_a_bad_row_is_named(self) -> None:
        _, err = self.run_command("forecast_orders", str(self.file), "--as-of", AS_OF)

        self.assertIn("date 'never' is not like 2026-11-24; skipped.", err)

    def test_a_missing_file_is_named(self) -> None:
        with self.assertRaisesMessage(CommandError, "cannot be read"):
            self.run_command("forecast_orders", "nowhere.csv", "--as-of", AS_OF)

    def test_a_period_of_no_days_is_refused(self) -> None:
        with self.assertRaisesMessage(CommandError, "--days must be from 1 to 366"):
            self.run_command("forecast_orders", str(self.file), "--as-of", AS_OF, "--days", "0")

    def test_a_day_that_does_not_exist_is_refused(self) -> None:
        for day in ("2026-13-01", "tomorrow", "0026-01-01"):
            with self.assertRaisesMessage(CommandError, repr(day)):
                self.run_command("forecast_orders", str(self.file), f"--as-of={day}")

    def test_a_place_that_cannot_be_written_is_named(self) -> None:
        nowhere = str(self.folder / "no" / "o.csv")

        with self.assertRaisesMessage(CommandError, "cannot be written"):
            self.run_command(
                "forecast_orders", str(self.file), f"--as-of={AS_OF}", "--out", nowhere
            )

    def test_the_same_file_gives_the_same_text(self) -> None:
        texts = [
            self.run_command("forecast_orders", str(self.file), f"--as-of={AS_OF}")[0]
            for _ in range(2)
        ]

        self.assertEqual(*texts)

    def test_a_day_before_all_orders_gives_an_empty_table(self) -> None:
        out, _ = self.run_command("forecast_orders", str(self.file), "--as-of", "2020-01-01")

        self.assertEqual(out.splitlines(), [HEADER])

    def test_the_backtest_prints_a_row_for_each_rival(self) -> None:
        out, _ = self.run_command("backtest", str(self.file), "--origins", "2")

        self.assertIn("last period", out)
        self.assertTrue(out.splitlines()[2].startswith("model"))

    def test_the_backtest_prints_json(self) -> None:
        out, _ = self.run_command("backtest", str(self.file), "--origins", "2", "--json")

        self.assertEqual(json.loads(out)["standings"][0]["name"], "model")

    def test_what_cannot_be_said_is_null_in_json(self) -> None:
        """One account that always orders: there is nobody to rank it above."""
        days = (date.fromordinal(FIRST + 7 * week).isoformat() for week in range(60))
        self.file.write_text("\n".join(["account,date,amount", *(f"A,{day},5" for day in days)]))

        out, _ = self.run_command("backtest", str(self.file), "--json")

        self.assertNotIn("NaN", out)
        self.assertIsNone(json.loads(out)["standings"][0]["auc"])

    def test_a_short_log_is_refused_by_the_backtest(self) -> None:
        with self.assertRaisesMessage(CommandError, "shorter than 31 periods"):
            self.run_command("backtest", str(self.file), "--origins", "30")
