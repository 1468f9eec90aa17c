"""`python manage.py import_leads FILE.csv --map name=Name …`."""

import csv
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from transfers.rules.countries import country_code
from transfers.rules.mapping import default_map, parse_map
from transfers.rules.reading import read_table
from transfers.services.import_leads import KEYS, Plan, Problem, import_leads
from transfers.services.lead_rows import GUESSES, TARGETS
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
        parser.add_argument("--country", help="where rows are that name no country, such as FR")
        parser.add_argument("--dry-run", action="store_true", help="check, and save nothing")
        parser.add_argument("--assigned-to", metavar="USERNAME")
        parser.add_argument("--key", choices=KEYS, help="by which a lead is found again")
        parser.add_argument("--report", type=Path, help="where refused lines go, as CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with path.open("rb") as file, read_table(file) as table:
                plan = plan_of(options, table.headers)
                self.tell_unread(table.headers, plan.mapping.values())
                rows = tqdm(table.rows, unit=" rows", disable=None)
                outcome = import_leads(rows, plan)
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from None
        for note in table.notes:
            self.stderr.write(note)
        report = options["report"] or path.with_suffix(".errors.csv")
        if outcome.problems:
            write_report(report, outcome.problems)
            self.stderr.write(f"Refused lines are in {report}.")
        prefix = "Nothing saved (dry run): " if plan.dry_run else ""
        self.stdout.write(f"{prefix}{outcome}.")

    def tell_unread(self, headers: Iterable[str], read: Iterable[str]) -> None:
        unread = sorted(set(headers) - set(read))
        if unread:
            self.stderr.write(f"Columns that are not read: {', '.join(unread)}.")


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
    country = country_code(options["country"] or "")
    if options["country"] and not country:
        raise ValueError(f"{options['country']!r} is no country we know, such as Denmark or DK.")
    return Plan(
        mapping=mapping,
        key=options["key"] or ("external_id" if "external_id" in mapping else "name"),
        by=system_user(),
        owner=owner,
        split=options["split_location"],
        dry_run=options["dry_run"],
        country=country,
        loose=frozenset() if options["map"] else GUESSES,
    )


def write_report(path: Path, problems: Iterable[Problem]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["line", "field", "problem"])
        writer.writerows(problems)
