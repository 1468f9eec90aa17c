"""A form of a row that others change meanwhile: only what the person changed is written.

The form keeps what it was drawn with. Sent, each field is compared three ways: what it was drawn
with, what was sent, what the row holds now. What only others changed is taken over; what both
changed is asked about, with both values on show.
"""

import json
from collections.abc import Iterator
from functools import wraps
from typing import Any, ClassVar, cast

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext

from kernel.errors import Stale
from web.doors import View
from web.forms import Form

MOST_VERSION = 2**31 - 1  # what a column of the database holds
Raw = str | list[str]  # as a browser sends it


class SharedForm(Form):
    """Only of use with the row as `initial`, its version among it; without one it is a new row."""

    version = forms.IntegerField(required=False, max_value=MOST_VERSION, widget=forms.HiddenInput)
    drawn = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    meanwhile: ClassVar[Any]  # what is said on top when something is asked about
    # Fields that say one thing between them: what two people changed of it is asked about whole.
    together: ClassVar[tuple[tuple[str, ...], ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.touched: set[str] = set()
        self.asked: list[str] = []
        if self.is_edit:
            self.fields["drawn"].initial = lambda: json.dumps(self.held())

    @property
    def is_edit(self) -> bool:
        return self.initial.get("version") is not None

    def full_clean(self) -> None:
        if self.is_bound and self.is_edit:
            self.settle()
        super().full_clean()
        for name in self.asked:
            text = gettext("This is “%s” now. Save again to keep yours.")
            self.add_error(name, text % self.in_words(name))
        if self.asked:
            self.add_error(None, self.meanwhile)

    def settle(self) -> None:
        """Take over what others changed, note what the person changed, and what both did."""
        now, sent = self.held(), {name: self.sent_as(name) for name in self.shared}
        was = self.drawn_from(now, sent)
        data = cast(QueryDict, self.data).copy()
        for unit in self.units():
            theirs = [name for name in unit if self.differ(name, now[name], was[name])]
            if any(self.is_touched(name, sent[name], was[name]) for name in unit):
                self.touched.update(unit)
                self.asked += [n for n in theirs if self.differ(n, sent[n], now[n])]
            else:
                put(data, {name: now[name] for name in theirs})
        put(data, {"version": str(self.initial["version"]), "drawn": json.dumps(now)})
        self.data = data

    @property
    def shared(self) -> list[str]:
        return [name for name in self.fields if name not in ("version", "drawn")]

    def units(self) -> Iterator[tuple[str, ...]]:
        here = set(self.shared)
        for unit in self.together:
            yield tuple(name for name in unit if name in here)
        alone = here - {name for unit in self.together for name in unit}
        yield from ((name,) for name in self.shared if name in alone)

    def drawn_from(self, now: dict[str, Raw], sent: dict[str, Raw]) -> dict[str, Raw]:
        """Return what each field was drawn with; a form that does not tell was drawn from now,
        or, at another version, with what is neither here nor there.
        """
        told = as_drawn(self.data.get("drawn", ""))
        if told is not None:
            return {name: told.get(name, sent[name]) for name in now}
        stale = self.data.get("version") not in (None, "", str(self.initial["version"]))
        return dict.fromkeys(now, "\0") if stale else now

    def held(self) -> dict[str, Raw]:
        return {name: self.drawn_as(name) for name in self.shared}

    def drawn_as(self, name: str) -> Raw:
        """Return what a browser sends of the field when nobody touched it."""
        field = self.fields[name]
        value = field.prepare_value(self[name].initial)
        if isinstance(field, forms.MultipleChoiceField):
            return [str(one) for one in value or ()]
        if isinstance(field, forms.BooleanField):
            return "on" if value else ""
        if not isinstance(field, forms.ChoiceField):
            value = field.widget.format_value(value)
        return "" if value is None else str(value)

    def sent_as(self, name: str) -> Raw:
        value = self[name].data
        if isinstance(value, list):
            return value
        if isinstance(value, bool):
            return "on" if value else ""
        return str(value or "")

    def differ(self, name: str, one: Raw, other: Raw) -> bool:
        field = self.fields[name]
        return bool(meant(field, one) != meant(field, other))

    def is_touched(self, name: str, sent: Raw, was: Raw) -> bool:
        """Whether the person changed it; a row that was not on offer could not be sent again."""
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField) and was and not sent:
            try:
                field.to_python(was)
            except forms.ValidationError:
                return False
        return self.differ(name, sent, was)

    def in_words(self, name: str) -> str:
        """Return what the row holds now, as a person reads it."""
        field, raw = self.fields[name], self.drawn_as(name)
        if isinstance(field, forms.BooleanField):
            return gettext("yes") if raw else gettext("no")
        if isinstance(field, forms.ModelChoiceField):
            row = field.queryset and field.queryset.filter(pk=raw or 0).first()
            return field.label_from_instance(row) if row else gettext("empty")
        if isinstance(field, forms.ChoiceField):
            labels = {str(value): str(label) for value, label in field.choices}  # type: ignore[union-attr,misc]
            raw = ", ".join(
                labels.get(one, one) for one in ([raw] if isinstance(raw, str) else raw)
            )
        return str(raw) or gettext("empty")


def compared_again(view: View) -> View:
    """Let a form whose row changed between reading and writing compare with it once more."""

    @wraps(view)
    def compared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Stale:
            return view(request, *args, **kwargs)

    return compared


def as_drawn(told: str) -> dict[str, Raw] | None:
    """Read what the form says it was drawn with; None for what no form of ours said."""
    try:
        found = json.loads(told)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and all(map(is_raw, found.values())) else None


def is_raw(value: Any) -> bool:
    many = isinstance(value, list) and all(isinstance(one, str) for one in value)
    return many or isinstance(value, str)


def meant(field: forms.Field, raw: Raw) -> Any:
    """Return what two ways of writing the same thing have in common."""
    if isinstance(raw, list):
        return sorted(raw)
    if isinstance(field, forms.ModelChoiceField | forms.MultipleChoiceField | forms.BooleanField):
        return raw
    try:
        value = field.to_python(raw)
    except forms.ValidationError:
        return raw
    if not isinstance(value, str):
        return value
    apart = "\n" if isinstance(field.widget, forms.Textarea) else ""
    return apart.join(value.splitlines())  # what a browser makes of the ends of lines


def put(data: QueryDict, values: dict[str, Raw]) -> None:
    for name, value in values.items():
        data.setlist(name, [value] if isinstance(value, str) else value)
