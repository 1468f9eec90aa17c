"""Lists through the browser: checked first, then brought in; the same services as the commands."""

from itertools import islice
from typing import Any, BinaryIO, NamedTuple, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from transfers.rules.mapping import default_map
from transfers.rules.orders import REQUIRED, SYNONYMS, TARGETS
from transfers.rules.reading import Table, read_table
from transfers.services.import_leads import Plan, import_leads
from transfers.services.import_orders import OrderImport
from transfers.services.lead_rows import GUESSES
from transfers.services.lead_rows import TARGETS as LEAD_TARGETS
from users.models import User
from users.policies import is_admin
from web.doors import page, person
from web.start.forms import ImportForm

# A request must end while somebody waits; longer lists come in by the command.
MOST_ROWS = 3000
PROBLEMS_SHOWN = 100


class Result(NamedTuple):
    """What came of a file: the columns as they were read, the counts, the lines refused."""

    mapping: dict[str, str]
    outcome: Any
    checked_only: bool
    cut: bool


@require_http_methods(["GET", "POST"])
@page
def import_page(request: HttpRequest) -> HttpResponse:
    """Show the form; check a file, or bring it in."""
    user = person(request)
    if not is_admin(user):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "most": MOST_ROWS}
    if request.method == "GET":
        return render(request, "web/start/import.html", context)
    if form.is_valid():
        try:
            context["result"] = take(form, user, check="check" in request.POST)
            context["shown"] = context["result"].outcome.problems[:PROBLEMS_SHOWN]
        except ValueError as error:
            form.add_error("file", str(error))
    status = 422 if form.errors else 200
    return render(request, "web/start/_result.html", context, status=status)


def take(form: ImportForm, user: User, *, check: bool) -> Result:
    given = form.cleaned_data
    with read_table(cast(BinaryIO, given["file"].file)) as table:
        take_it = take_orders if given["kind"] == "orders" else take_leads
        mapping, outcome = take_it(table, given, user, check=check)
        cut = next(table.rows, None) is not None
    return Result(mapping, outcome, check, cut)


def take_leads(
    table: Table, given: dict[str, Any], user: User, *, check: bool
) -> tuple[dict[str, str], Any]:
    mapping = default_map(table.headers, LEAD_TARGETS)
    if "name" not in mapping:
        raise ValueError(_("No column is called Name or Restaurant: rename the one that is."))
    plan = Plan(
        mapping=mapping,
        key="external_id" if "external_id" in mapping else "name",
        by=user,
        owner=given["owner"],
        split=given["split"],
        dry_run=check,
        loose=GUESSES,
    )
    return mapping, import_leads(islice(table.rows, MOST_ROWS), plan)


def take_orders(
    table: Table, given: dict[str, Any], user: User, *, check: bool
) -> tuple[dict[str, str], Any]:
    mapping = default_map(table.headers, TARGETS, SYNONYMS)
    missing = [name for name in REQUIRED if name not in mapping]
    if missing:
        raise ValueError(_("There is no column for: %s.") % ", ".join(missing))
    run = OrderImport(mapping, by=user, dry_run=check)
    return mapping, run.run(islice(table.rows, MOST_ROWS))
