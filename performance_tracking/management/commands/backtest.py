"""The order model beside the rules a CRM would use, on any order log."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from forecasting.backtest import Backtest, TooShort, backtest
from forecasting.rivals import rivals
from performance_tracking.management.commands.forecast_orders import checked_days, read_log

COLUMNS = ("rmse", "rmse_ratio", "auc", "log_loss", "calibration_error", "total_ratio")
TITLES = ("RMSE", "/ last", "AUC", "log-loss", "calib.", "total")


class Command(BaseCommand):
    help = "Forecast the last periods of an order log from what was known before each."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV or CSV.gz: account, date, amount")
        parser.add_argument("--days", type=int, default=28, help="the period ahead (28)")
        parser.add_argument("--origins", type=int, default=3, help="how many periods (3)")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, **options: Any) -> None:
        days = checked_days(options["days"])
        if not 1 <= options["origins"] <= 52:
            raise CommandError("--origins must be from 1 to 52.")
        found = read_log(options["file"])
        for row in found.bad:
            self.stderr.write(f"line {row.line}: {row.why}; skipped.")
        try:
            result = backtest(found.log, days, options["origins"], rivals())
        except TooShort as error:
            raise CommandError(str(error)) from error
        self.stdout.write(as_json(result) if options["json"] else as_table(result))


def as_json(result: Backtest) -> str:
    """Return everything, dates in ISO 8601, null for what nothing can be said of."""
    origins = [date.fromordinal(day).isoformat() for day in result.origins]
    return json.dumps(known(asdict(result) | {"origins": origins}), indent=2, allow_nan=False)


def known(value: Any) -> Any:
    """Return the same with null for NaN, which JSON does not know."""
    if isinstance(value, dict):
        return {name: known(one) for name, one in value.items()}
    if isinstance(value, list):
        return [known(one) for one in value]
    return None if value != value else value


def as_table(result: Backtest) -> str:
    """Return the standings as columns of text, ours first."""
    since = ", ".join(date.fromordinal(day).isoformat() for day in result.origins)
    head = f"{result.days} days ahead of {since}; {max(result.accounts)} accounts at most."
    titles = f"{'':16}" + "".join(f"{title:>10}" for title in TITLES)
    rows = [
        f"{one.name:16}" + "".join(f"{getattr(one, column):10.3f}" for column in COLUMNS)
        for one in result.standings
    ]
    value = f"Order value: RMSLE {result.value_ratio:.3f} of each account's own mean's."
    return "\n".join([head, titles, *rows, value])
