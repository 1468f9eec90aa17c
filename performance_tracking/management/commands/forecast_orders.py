"""Forecast any order log from a file: no database, no accounts of ours."""

import csv
import io
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from forecasting.cells import YEARS
from forecasting.forecast import Forecasts, forecast
from forecasting.reading import ReadLog, UnreadableLog, read_file

HEADER = (
    "account",
    "orders",
    "probability_active",
    "probability_of_order",
    "expected_orders",
    "expected_revenue",
    "next_order_from",
    "next_order_date",
    "next_order_to",
    "overdue",
    "grade",
)
MOST_DAYS = 366


class Command(BaseCommand):
    help = "Read a log of orders (account, date, amount) and write each account's forecast."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV or CSV.gz: account, date, amount")
        parser.add_argument("--as-of", required=True, type=a_day, metavar="DATE")
        parser.add_argument("--days", type=int, default=28, help="the period ahead (28)")
        parser.add_argument("--out", type=Path, help="where to write; without it, standard output")

    def handle(self, **options: Any) -> None:
        days = checked_days(options["days"])
        found = read_log(options["file"])
        self.name_bad_rows(found)
        as_of = options["as_of"].toordinal()
        text = as_csv(found, forecast(found.log, as_of, days))
        if options["out"] is None:
            self.stdout.write(text, ending="")
            return
        try:
            options["out"].write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{options['out']} cannot be written: {error.strerror}.") from error
        rows = text.count("\n") - 1
        self.stderr.write(f"{rows} accounts written to {options['out']}.")

    def name_bad_rows(self, found: ReadLog) -> None:
        for row in found.bad:
            self.stderr.write(f"line {row.line}: {row.why}; skipped.")


def a_day(text: str) -> date:
    """Return the day a text names; a year that no order can have is a slip of the hand."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day like 2026-11-24") from None
    if day.year not in YEARS:
        raise ArgumentTypeError(f"{text!r} is not between {YEARS[0]} and {YEARS[-1]}")
    return day


def checked_days(days: int) -> int:
    """Return a period that makes sense, or end the command."""
    if not 1 <= days <= MOST_DAYS:
        raise CommandError(f"--days must be from 1 to {MOST_DAYS}.")
    return days


def read_log(path: Path) -> ReadLog:
    """Return the file's orders, or end the command with what is wrong."""
    try:
        return read_file(path)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except UnreadableLog as error:
        raise CommandError(str(error)) from error


def as_csv(found: ReadLog, forecasts: Forecasts) -> str:
    """Return the forecasts as text, one account a line, in the order of the file."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(HEADER)
    grades = forecasts.grade
    for i, account in enumerate(forecasts.account):
        out.writerow([found.names[account], *figures(forecasts, i), grades[i]])
    return text.getvalue()


def figures(forecasts: Forecasts, i: int) -> list[str]:
    """Return one account's figures, between its name and its grade."""
    window = forecasts.next_order
    return [
        str(forecasts.orders[i]),
        f"{forecasts.active[i]:.4f}",
        f"{forecasts.chance[i]:.4f}",
        f"{forecasts.expected[i]:.4f}",
        f"{forecasts.revenue[i]:.2f}",
        *(_day(int(days[i])) for days in (window.earliest, window.date, window.latest)),
        f"{forecasts.overdue[i]:.2f}",
    ]


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat() if ordinal else ""
