"""`python manage.py import_orders FILE.csv`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from transfers.management.commands.import_leads import write_report
from transfers.rules.dates import DayOrder
from transfers.rules.mapping import default_map, parse_map
from transfers.rules.orders import REQUIRED, SYNONYMS, TARGETS, Habits
from transfers.rules.reading import read_table
from transfers.services.import_orders import OrderImport
from users.services.people import system_user

UNSURE = {"may be two days": "--dates dmy or --dates mdy", "may mean": "--decimal . or --decimal ,"}


class Command(BaseCommand):
    help = "Bring an order log in, plain or gzip; safe to run twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--map", action="append", default=[], help="field=Column, as often as needed"
        )
        parser.add_argument(
            "--dates", choices=("dmy", "mdy"), help="what 03/04/2026 means, if the file never says"
        )
        parser.add_argument(
            "--decimal", choices=(".", ","), help="what 1.234 means, if the file never says"
        )
        parser.add_argument("--dry-run", action="store_true", help="check, and save nothing")
        parser.add_argument("--report", type=Path, help="where refused lines go, as CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file, read_table(file) as table:
                mapping = mapping_of(options["map"], table.headers)
                wanted = Habits(DayOrder(options["dates"] or ""), options["decimal"] or "")
                run = OrderImport(
                    mapping, by=system_user(), dry_run=options["dry_run"], wanted=wanted
                )
                outcome = run.run(tqdm(table.rows, unit=" rows", disable=None))
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from None
        for note in filter(None, [*table.notes, str(run.habits or "")]):
            self.stderr.write(note)
        for words, option in UNSURE.items():
            if any(words in problem.problem for problem in outcome.problems):
                self.stderr.write(f"Some cells could be read in two ways: say {option}.")
        if outcome.problems:
            report = options["report"] or path.with_suffix(".errors.csv")
            outcome.problems.sort()
            write_report(report, outcome.problems)
            self.stderr.write(f"Refused lines are in {report}.")
        prefix = "Nothing saved (dry run): " if options["dry_run"] else ""
        self.stdout.write(f"{prefix}{outcome}.")


def mapping_of(pairs: list[str], headers: list[str]) -> dict[str, str]:
    """Read --map over what the column names say; raises ValueError naming what is missing."""
    guessed = default_map(headers, TARGETS, SYNONYMS)
    mapping = guessed | (parse_map(pairs, headers, TARGETS) if pairs else {})
    missing = [name for name in REQUIRED if name not in mapping]
    if missing:
        pairs_wanted = " ".join(f"--map {name}=Column" for name in missing)
        raise ValueError(f"Say which columns hold {', '.join(missing)}: {pairs_wanted}.")
    return mapping
