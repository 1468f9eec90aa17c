"""`python manage.py import_leads FILE.csv --map name=Name …`."""

import csv
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from transfers.rules.mapping import default_map, parse_map
from transfers.rules.reading import read_table
from transfers.services.import_leads import KEYS, Plan, Problem, import_leads
from transfers.services.lead_rows import TARGETS
from users.models import User
from users.services.people import system_user


class Command(BaseCommand):
    help = "Bring a list of restaurants in; safe to run twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--map", action="append", default=[], help="field=Column, as often as needed"
        )
        parser.add_argument("--split-location", action="store_true", help="read free addresses")
        parser.add_argument("--dry-run", action="store_true", help="check, and save nothing")
        parser.add_argument("--assigned-to", metavar="USERNAME")
        parser.add_argument("--key", choices=KEYS, help="by which a lead is found again")
        parser.add_argument("--report", type=Path, help="where refused lines go, as CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file, read_table(file) as table:
                plan = plan_of(options, table.headers)
                rows = tqdm(table.rows, unit=" rows", disable=None)
                outcome = import_leads(rows, plan)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from None
        report = options["report"] or path.with_suffix(".errors.csv")
        if outcome.problems:
            write_report(report, outcome.problems)
            self.stderr.write(f"Refused lines are in {report}.")
        prefix = "Nothing saved (dry run): " if plan.dry_run else ""
        self.stdout.write(f"{prefix}{outcome}.")


def plan_of(options: dict[str, Any], headers: list[str]) -> Plan:
    """Read the options against the file's headers; raises ValueError naming what is wrong."""
    mapping = (
        parse_map(options["map"], headers, TARGETS)
        if options["map"]
        else default_map(headers, TARGETS)
    )
    if "name" not in mapping:
        raise ValueError("Say which column holds the name, such as --map name=Restaurant.")
    owner = None
    if options["assigned_to"]:
        owner = User.objects.filter(username=options["assigned_to"], is_active=True).first()
        if owner is None:
            raise ValueError(f"There is no active user {options['assigned_to']!r}.")
    return Plan(
        mapping=mapping,
        key=options["key"] or ("external_id" if "external_id" in mapping else "name"),
        by=system_user(),
        owner=owner,
        split=options["split_location"],
        dry_run=options["dry_run"],
    )


def write_report(path: Path, problems: Iterable[Problem]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["line", "field", "problem"])
        writer.writerows(problems)
