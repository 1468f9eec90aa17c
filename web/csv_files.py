"""A file for a spreadsheet, sent while it is read: nothing in it runs, and a break is told."""

import logging
from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from transfers.rules.writing import line

logger = logging.getLogger("web")

BEGINNING = "\N{ZERO WIDTH NO-BREAK SPACE}"  # how Excel knows that it is UTF-8


def file_of(parts: Iterator[str], name: str) -> HttpResponse:
    """Return the answer that sends the parts as a file of today."""
    broken = _("This file was cut off here by an error: ask for it again.")
    sent = to_the_end(parts, broken)
    response = StreamingHttpResponse(sent, content_type="text/csv; charset=utf-8")
    day = timezone.now().date().isoformat()
    response["Content-Disposition"] = f'attachment; filename="{name}-{day}.csv"'
    return response  # type: ignore[return-value]


def to_the_end(parts: Iterator[str], broken: str) -> Iterator[str]:
    """Send the parts; where they break off say so: the server ends it like a whole file."""
    try:
        yield from parts
    except Exception:
        logger.exception("A CSV file was cut off.")
        yield line([broken])
