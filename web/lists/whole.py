"""The leads of a list with every field, as a file that an import takes back."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from leads.models import Lead
from transfers.rules.writing import line
from transfers.services.export_leads import FIELDS, lead_lines
from web.csv_files import BEGINNING, file_of
from web.doors import page, person
from web.lists.all import TABLES
from web.lists.asked import Asked, asked_of
from web.lists.views import pages_of


@require_safe
@page
def export_whole(request: HttpRequest) -> HttpResponse:
    """All that matches, in the order shown; its columns are called as the import calls them."""
    asked = asked_of(request, TABLES["leads"], person(request))
    return file_of(lines(asked), "leads-all-fields")


def lines(asked: Asked) -> Iterator[str]:
    yield BEGINNING
    yield line(FIELDS)
    for rows in pages_of(asked):
        leads = Lead.objects.select_related("assigned_to").in_bulk([row.pk for row in rows])
        found = [leads[row.pk] for row in rows if row.pk in leads]
        yield "".join(line(cells) for cells in lead_lines(found))
