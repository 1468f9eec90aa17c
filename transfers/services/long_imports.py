"""Lists too long for a request: kept, brought in by a worker, forgotten after a week."""

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from jobs.services.queue import ask
from jobs.services.running import progress
from transfers.models import ListImport
from transfers.policies import can_import
from transfers.rules.decoding import GZIP_MAGIC
from transfers.rules.reading import Row, read_table
from transfers.services.import_leads import Problem
from transfers.services.lists import Wanted, bring_in

KEPT = timedelta(days=7)
PROBLEMS_SHOWN = 100


@transaction.atomic
def keep_list(file: BinaryIO, wanted: Wanted, *, name: str, rows: int) -> ListImport:
    """Keep the file and have a worker bring it in; both or neither."""
    if not can_import(wanted.by):
        raise PermissionDenied
    kept: ListImport = ListImport.objects.create(
        kind=wanted.kind,
        name=name[:200],
        file=packed(file),
        rows=rows,
        mapping=dict(wanted.mapping),
        owner=wanted.owner,
        split=wanted.split,
        checks_only=wanted.checks_only,
        asked_by=wanted.by,
        asked_at=timezone.now(),
    )
    kept.job = ask("transfers.jobs.bring_in_list", {"pk": kept.pk}, by=wanted.by)
    kept.save(update_fields=["job"])
    return kept


def packed(file: BinaryIO) -> bytes:
    file.seek(0)
    content = file.read()
    return content if content.startswith(GZIP_MAGIC) else gzip.compress(content, compresslevel=5)


def bring_in_kept(pk: int, *, attempt: int) -> dict[str, Any]:
    """Bring a kept list in, and keep what came of it; nothing to do when that is done.

    Killed, it is run from its beginning: what came in before is then found unchanged.
    """
    rows = ListImport.objects.filter(pk=pk, done_at=None)
    kept = rows.select_related("asked_by", "owner").first()
    if kept is None:
        return {}
    if not can_import(kept.asked_by):
        raise PermissionDenied
    wanted = Wanted(
        kind=kept.kind,
        mapping=kept.mapping,
        by=kept.asked_by,
        owner=kept.owner,
        split=kept.split,
        checks_only=kept.checks_only,
    )
    with read_table(io.BytesIO(kept.file)) as table:
        outcome = bring_in(told(table.rows, kept.rows), wanted)
    problems = sorted(outcome.problems)
    counts: dict[str, Any] = {
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "refused": len(problems),
        "attempts": attempt,
    }
    rows.update(
        result={**counts, "notes": table.notes, "problems": problems[:PROBLEMS_SHOWN]},
        report=as_report(problems),
        done_at=timezone.now(),
    )
    progress(kept.rows, kept.rows)
    return counts


def told(rows: Iterable[Row], of: int) -> Iterator[Row]:
    """Say how far it is before each row; no transaction is open then."""
    for done, row in enumerate(rows):
        progress(done, max(done + 1, of))
        yield row


def as_report(problems: Sequence[Problem]) -> bytes | None:
    """Return the refused lines as packed CSV; None when there are none."""
    if not problems:
        return None
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(Problem._fields)
    writer.writerows(problems)
    return gzip.compress(text.getvalue().encode())


def forget_lists(*, now: datetime) -> int:
    """Delete what was asked for a week ago; returns how many."""
    old = ListImport.objects.filter(asked_at__lt=now - KEPT)
    return int(old.delete()[0])
