"""Lists through the browser: short ones at once, long ones by a worker; checked first if wished."""

import gzip
from collections.abc import Mapping
from itertools import islice
from typing import Any, BinaryIO, NamedTuple, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jobs.rules import JobState
from jobs.services.watching import is_worker_there
from kernel.errors import NotInReach
from transfers.models import ListImport
from transfers.rules.reading import read_table
from transfers.services.lists import Wanted, bring_in
from transfers.services.long_imports import PROBLEMS_SHOWN, keep_list
from users.models import User
from web.doors import is_htmx, page, person
from web.start.columns import Columns, MappingRefused, columns_of, field_name
from web.start.forms import MOST_MEGABYTES, ImportForm

# A request must end while somebody waits; longer lists are brought in by a worker.
MOST_AT_ONCE = 3_000
MOST_ROWS = 200_000
SHOWN_BEFORE = 8


class Result(NamedTuple):
    """What came of a file: which column was read as what, the counts, the first lines refused."""

    mapping: dict[str, str]
    created: int
    updated: int
    unchanged: int
    refused: int
    problems: list[Any]
    checks_only: bool
    notes: list[str]
    attempts: int = 1
    report: str = ""


@require_http_methods(["GET", "POST"])
@page
def import_page(request: HttpRequest) -> HttpResponse:
    """Show the form; check a file, or bring it in."""
    user = person(request)
    form = ImportForm(request.POST or None, request.FILES or None, user=user)
    context: dict[str, Any] = {"form": form}
    if request.method == "GET":
        lists = ListImport.objects.visible_to(user).light().order_by("-pk")
        limits = {"most": MOST_AT_ONCE, "most_rows": MOST_ROWS, "megabytes": MOST_MEGABYTES}
        return render(
            request, "web/start/import.html", {**context, **limits, "lists": lists[:SHOWN_BEFORE]}
        )
    if form.is_valid():
        context |= taken(form, request, user)
    status = 422 if form.errors else 200
    part = "_long.html" if "kept" in context else "_result.html"
    return render(request, f"web/start/{part}", context, status=status)


@require_safe
@page
def list_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a long list is, or what came of it; the fragment asks for itself again."""
    kept = list_of(request, pk)
    part = "_long.html" if is_htmx(request) else "long.html"
    response = render(request, f"web/start/{part}", state_of(kept))
    response["Vary"] = "HX-Request"
    return response


@require_safe
@page
def refused_lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out all refused lines of a long list as CSV."""
    report = ListImport.objects.filter(pk=list_of(request, pk).pk).values_list("report", flat=True)
    packed = report.get()
    if packed is None:
        raise NotInReach
    response = HttpResponse(gzip.decompress(packed), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="refused-{pk}.csv"'
    return response


def list_of(request: HttpRequest, pk: int) -> ListImport:
    kept = ListImport.objects.visible_to(person(request)).light().filter(pk=pk).first()
    if kept is None:
        raise NotInReach
    return kept


def taken(form: ImportForm, request: HttpRequest, user: User) -> dict[str, Any]:
    """Return what came of the file; what is wrong with it stands in the form, by its field."""
    given = form.cleaned_data
    file = cast(BinaryIO, given["file"].file)
    context: dict[str, Any] = {}
    try:
        with read_table(file) as table:
            context["columns"] = columns_of(table, given["kind"], request.POST.dict(), user)
        return context | take(form, context["columns"], user, check="save" not in request.POST)
    except MappingRefused as refusal:
        form.add_error(None, str(refusal))
    except ValueError as error:
        form.add_error("file", str(error))
    return context


def take(form: ImportForm, columns: Columns, user: User, *, check: bool) -> dict[str, Any]:
    """Bring a short list in, or leave a long one to a worker; raises ValueError for bad files."""
    given, mapping = form.cleaned_data, columns.mapping
    file = cast(BinaryIO, given["file"].file)
    rows = counted(file)
    owner = given.get("owner")
    wanted = Wanted(given["kind"], mapping, user, owner, given["split"], check)
    if rows > MOST_AT_ONCE:
        return state_of(keep_list(file, wanted, name=given["file"].name, rows=rows))
    with read_table(file) as table:
        outcome = bring_in(table.rows, wanted)
    problems = outcome.problems
    counts = (outcome.created, outcome.updated, outcome.unchanged, len(problems))
    kind, first = given["kind"], problems[:PROBLEMS_SHOWN]
    told = [told_of(kind, *problem) for problem in first]
    return {"result": Result(in_words(kind, mapping), *counts, told, check, table.notes)}


def counted(file: BinaryIO) -> int:
    """Return how many lines follow the first; raises ValueError for more than we take here."""
    with read_table(file) as table:
        rows = sum(1 for _row in islice(table.rows, MOST_ROWS + 1))
    if rows > MOST_ROWS:
        most = number_format(MOST_ROWS, force_grouping=True)
        raise ValueError(_("The file has more than %s lines.") % most)
    return rows


def state_of(kept: ListImport) -> dict[str, Any]:
    """Return what the page says of a long list: its result, or how far it is."""
    context = {"kept": kept, "page": f"/import/{kept.pk}/"}
    if kept.done_at is not None:
        return {**context, "result": result_of(kept)}
    job = kept.job
    if job is None or job.state in (JobState.DONE, JobState.DEAD):
        return {**context, "failed": True}
    return {**context, "job": job, "alone": not is_worker_there()}


def result_of(kept: ListImport) -> Result:
    told: dict[str, Any] = kept.result or {}
    return Result(
        mapping=in_words(kept.kind, kept.mapping),
        created=told["created"],
        updated=told["updated"],
        unchanged=told["unchanged"],
        refused=told["refused"],
        problems=[told_of(kept.kind, *row) for row in told["problems"]],
        checks_only=kept.checks_only,
        notes=told["notes"],
        attempts=told["attempts"],
        report=f"/import/{kept.pk}/refused.csv" if told["refused"] else "",
    )


def in_words(kind: str, mapping: Mapping[str, str]) -> dict[str, str]:
    return {field_name(kind, name): column for name, column in mapping.items()}


def told_of(kind: str, line: int, field: str, problem: str) -> dict[str, Any]:
    return {"line": line, "field": field_name(kind, field), "problem": problem}
