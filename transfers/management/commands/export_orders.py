"""`python manage.py export_orders FILE.csv`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from transfers.management.commands.export_leads import written
from transfers.rules.orders import TARGETS
from transfers.services.export_orders import order_lines


class Command(BaseCommand):
    help = "Write all orders as a log that import_orders and forecast_orders read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        rows = tqdm(order_lines(), unit=" lines", disable=None)
        self.stdout.write(f"Wrote {written(options['file'], TARGETS, rows)} lines.")
