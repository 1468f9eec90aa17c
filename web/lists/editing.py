"""Changing one cell where it stands: click or E, Enter saves, Escape leaves it as it was."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kernel.errors import Invalid, NotInReach, Stale
from web.doors import page, person, with_toast
from web.forms import Form, dress
from web.lists.all import TABLES
from web.lists.edits import Edit, edit_of
from web.lists.tables import Row
from web.refusals import in_words


class CellForm(Form):
    """One field, what comes with it, and what the cell held when it was drawn."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    was = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    is_late = False  # somebody else's value is in the cell by now

    def __init__(self, edit: Edit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in edit.fields().items():
            dress(field)
            field.widget.attrs |= {"aria-label": str(field.label)}
            self.fields[name] = field
        self.order_fields(["value"])

    def start_over(self, edit: Edit) -> None:
        """Somebody was faster: say what it is now; sent once more, ours is meant."""
        now = {"version": str(edit.version), "was": edit.held}
        self.data = self.data.dict() | now  # type: ignore[attr-defined]
        told = {"who": edit.changed_by, "value": edit.shown}
        self.add_error("value", _("%(who)s changed it to %(value)s meanwhile.") % told)
        self.is_late = True


@require_http_methods(["GET", "POST"])
@page
def cell(request: HttpRequest, name: str, pk: int, column: str) -> HttpResponse:
    """The form of a cell, the cell again, or the change."""
    edit = edit_of(TABLES[name], person(request), pk, column)
    if edit is None:
        raise NotInReach
    if "show" in request.GET:
        return cell_again(request, edit)
    if request.method == "GET":
        return asked(request, edit, CellForm(edit, initial=edit.initial()))
    form = CellForm(edit, request.POST)
    if form.is_valid():
        try:
            undo = saved(edit, form.cleaned_data)
            text = _("%(what)s of %(name)s saved.")
            words = text % {"what": edit.column.label, "name": edit.name}
            return with_toast(cell_again(request, edit), words, undo=undo)
        except Invalid as error:
            texts = [text for texts in error.fields.values() for text in texts]
            form.add_error("value", in_words(*texts))
        except Stale:
            form.start_over(edit.again())
    return asked(request, edit, form)


def saved(edit: Edit, given: dict[str, Any]) -> str:
    try:
        return edit.save(given)
    except Stale:  # the row changed while it was written: the cell may have stayed as it was
        return edit.again().save(given)


def asked(request: HttpRequest, edit: Edit, form: CellForm) -> HttpResponse:
    context = {"form": form, "url": edit.url, "what": edit.column.label}
    status = 422 if form.errors else 200
    return render(request, "web/lists/_edit.html", context, status=status)


def cell_again(request: HttpRequest, edit: Edit) -> HttpResponse:
    row = Row(edit.table, edit.again().row, [edit.column], edit.user)
    context = {"table": edit.table, "row": row, "column": edit.column, "cell": row.cells[0][1]}
    return render(request, "web/lists/_value.html", context)
