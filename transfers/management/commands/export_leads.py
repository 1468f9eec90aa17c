"""`python manage.py export_leads FILE.csv`."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from leads.models import Lead
from transfers.rules.writing import line
from transfers.services.export_leads import FIELDS, lead_lines


class Command(BaseCommand):
    help = "Write all leads with every field that import_leads reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        leads = Lead.objects.filter(deleted_at=None).select_related("assigned_to").order_by("pk")
        rows = tqdm(lead_lines(leads.iterator(chunk_size=1000)), unit=" leads", disable=None)
        self.stdout.write(f"Wrote {written(options['file'], FIELDS, rows)} leads.")


def written(path: Path, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write the file whole or not at all; return how many rows it has."""
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("w", newline="", encoding="utf-8") as file:
            file.write(line(head))
            count = sum(1 for row in rows if file.write(line(row)))
        beside.replace(path)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        beside.unlink(missing_ok=True)
    return count
