"""Saved views: a list under a name, one's own or the team's."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import IntegerField, Subquery
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kernel.errors import Invalid, NotInReach
from users.models import User
from users.policies import leads_people
from web.doors import done, go_to, page, person, with_toast
from web.forms import Form
from web.lists.all import PAGES
from web.lists.asked import Asked
from web.lists.tables import Table
from web.models import SavedView
from web.undo import undoable, way_back

COUNTED_UP_TO = 999
SHOWN_AT_MOST = 30
OWN_AT_MOST = 100


class ViewForm(Form):
    name = forms.CharField(label=_("Name"), max_length=80)
    shared = forms.BooleanField(
        label=_("Share with my team"), required=False, help_text=_("Each sees their own rows.")
    )
    page = forms.ChoiceField(
        choices=[(name, name) for name in PAGES], widget=forms.HiddenInput, required=False
    )
    query = forms.CharField(max_length=2000, required=False, widget=forms.HiddenInput)


# --- what the list shows of them ------------------------------------------------------------------


def views_of(asked: Asked) -> dict[str, Any]:
    """Return the views of these rows, the one in use, and whether it was changed; one query."""
    visible = SavedView.objects.visible_to(asked.user).filter(page__in=layouts_of(asked.table))
    views = list(visible.order_by("shared", "name", "pk")[:SHOWN_AT_MOST])
    current = next((view for view in views if view.pk == asked.view), None)
    return {
        "views": [(view, address(view)) for view in views],
        "view": current,
        "may_change_view": current is not None and may_change(asked.user, current),
        "view_is_of_here": current is not None and current.page == asked.table.name,
        "view_changed": asked.query != (query_here(current, asked) if current else ""),
    }


def layouts_of(table: Table) -> list[str]:
    """Return the names of the lists that show the same rows."""
    return [name for name, other in PAGES.items() if other.path in {table.path, table.layout}]


def query_here(view: SavedView, asked: Asked) -> str:
    """Return the view's query as this layout writes it."""
    if view.page == asked.table.name:
        return view.query
    there = Asked(PAGES[view.page], asked.user, QueryDict(view.query))
    query = there.other_layout.partition("?")[2]
    return Asked(asked.table, asked.user, QueryDict(query)).query


def address(view: SavedView) -> str:
    path = PAGES[view.page].path
    return f"{path}?{view.query}&view={view.pk}" if view.query else f"{path}?view={view.pk}"


class Counted(Subquery):
    """How many rows there are; Django counts in a query of its own only."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def counts_of(views: Sequence[SavedView], user: User) -> dict[str, int]:
    """Return how many rows each view has for the user, up to the cap; one query for all."""
    rows = {
        f"view{view.pk}": Counted(
            Asked(PAGES[view.page], user, QueryDict(view.query)).to_count(COUNTED_UP_TO)
        )
        for view in views
    }
    return User.objects.filter(pk=user.pk).values(**rows).get() if rows else {}


def count_text(count: int) -> str:
    return f"{COUNTED_UP_TO}+" if count > COUNTED_UP_TO else str(count)


def view_at(url: str) -> str:
    """Return the id of the view that an address names, as it stands there."""
    try:
        return QueryDict(urlsplit(url).query).get("view", "")
    except ValueError:
        return ""


@require_safe
@page
def side(request: HttpRequest) -> HttpResponse:
    """The sidebar's views with their counts; asked for once the page stands."""
    user = person(request)
    here = view_at(request.headers.get("HX-Current-URL", ""))
    views = SavedView.objects.visible_to(user).filter(page__in=PAGES).order_by("name", "pk")
    shown = list(views[:SHOWN_AT_MOST])
    counts = counts_of(shown, user)
    entries = [(one, address(one), count_text(counts[f"view{one.pk}"])) for one in shown]
    return render(request, "web/lists/_side_views.html", {"entries": entries, "here": here})


# --- writing --------------------------------------------------------------------------------------


def may_change(user: User, view: SavedView) -> bool:
    """The owner; for what a team shares, whoever leads people and sees it, too."""
    return view.owner_id == user.pk or (view.shared and leads_people(user))


def canonical(user: User, name: str, query: str) -> str:
    """Return the query as the list itself writes it; what means nothing there is dropped."""
    text = Asked(PAGES[name], user, QueryDict(query)).query
    if len(text) > 2000:
        raise Invalid(name=_now("This has too many filters to be saved."))
    return text


def save_view(*, by: User, name: str, page: str, query: str, shared: bool) -> SavedView:
    """Keep the list under the name; Invalid when it cannot be shared or there are too many."""
    if shared:
        check_sharing(by)
    if SavedView.objects.filter(owner=by).count() >= OWN_AT_MOST:
        raise Invalid(name=_now("You have %s views; delete one first.") % OWN_AT_MOST)
    return SavedView.objects.create(
        name=name,
        page=page,
        query=canonical(by, page, query),
        owner=by,
        shared=shared,
        team=by.team,
        created_at=timezone.now(),
    )


def check_sharing(by: User) -> None:
    if by.team_id is None:
        raise Invalid(shared=_now("You are in no team to share it with."))


def view_in_reach(user: User, pk: int, *, writing: bool = True) -> SavedView:
    view = SavedView.objects.visible_to(user).filter(pk=pk, page__in=PAGES).first()
    if view is None:
        raise NotInReach
    if writing and not may_change(user, view):
        raise PermissionDenied
    return view


@require_http_methods(["GET", "POST"])
@page
def new_view(request: HttpRequest) -> HttpResponse:
    """Ask for a name, or keep the list under it and go there."""
    given = {name: request.GET.get(name, "") for name in ("page", "query")}
    form = ViewForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid() and form.cleaned_data["page"] in PAGES:
        try:
            return saved(person(request), save_view(by=person(request), **form.cleaned_data))
        except Invalid as error:
            form.refuse(error)
    status = 422 if form.errors else 200
    context = {"form": form, "url": "/views/new/", "title": _("Save as new view")}
    return render(request, "web/lists/_view_form.html", context, status=status)


def saved(user: User, view: SavedView) -> HttpResponse:
    """Go to the new view, with the way back to the list as it was."""
    plain = f"{PAGES[view.page].path}?{view.query}"
    undo = way_back("view-made", by=user, to=plain, view=view.pk)
    return with_toast(go_to(address(view)), _now("View “%s” saved.") % view.name, undo=undo)


@undoable("view-made")
def back_view_made(*, by: User, view: int) -> None:
    view_in_reach(by, view).delete()


@require_http_methods(["GET", "POST"])
@page
def rename_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the name, or who sees it."""
    user = person(request)
    view = view_in_reach(user, pk)
    initial = {"name": view.name, "shared": view.shared}
    form = ViewForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            values = {name: form.cleaned_data[name] for name in initial}
            return changed(user, view, _now("View “%s” saved.") % values["name"], **values)
        except Invalid as error:
            form.refuse(error)
    context = {"form": form, "url": f"/views/{pk}/rename/", "title": _("Rename the view")}
    return render(request, "web/lists/_view_form.html", context, status=422 if form.errors else 200)


@require_POST
@page
def keep_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the list as it is now under the name that is there."""
    user = person(request)
    view = view_in_reach(user, pk)
    query = canonical(user, view.page, request.POST.get("query", ""))
    return changed(user, view, _now("View “%s” saved.") % view.name, query=query)


def changed(user: User, view: SavedView, text: str, **values: Any) -> HttpResponse:
    before = {name: getattr(view, name) for name in values}
    change_view(view, by=user, **values)
    return done(text, undo=way_back("view", by=user, view=view.pk, values=before))


def change_view(view: SavedView, *, by: User, **values: Any) -> None:
    if not may_change(by, view):
        raise PermissionDenied
    if values.get("shared") and not view.shared:
        check_sharing(by)
        values["team_id"] = by.team_id
    SavedView.objects.filter(pk=view.pk).update(**values)


@require_POST
@page
def delete_view(request: HttpRequest, pk: int) -> HttpResponse:
    user = person(request)
    view = view_in_reach(user, pk)
    names = ("name", "page", "query", "owner_id", "shared", "team_id")
    facts = {name: getattr(view, name) for name in names}
    view.delete()
    undo = way_back("deleted-view", by=user, view=facts)
    return done(_now("View “%s” deleted.") % view.name, undo=undo)


@undoable("view")
def back_view(*, by: User, view: int, values: dict[str, Any]) -> None:
    change_view(view_in_reach(by, view), by=by, **values)


@undoable("deleted-view")
def back_deleted_view(*, by: User, view: dict[str, Any]) -> None:
    SavedView.objects.create(created_at=timezone.now(), **view)
