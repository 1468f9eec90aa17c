"""The plain widgets drawn in Python, as Django's templates draw them.

Django renders a template for each field, one more for its attributes and one for each choice: a
form of some fields took longer than the list beside it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

Shown = Mapping[str, Any]  # a widget, as its `get_context` tells it
FOLDER = "django/forms/widgets/"
OPTION = f"{FOLDER}select_option.html"


class Renderer(DjangoTemplates):
    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        draw = DRAWN.get(template_name)
        drawn = draw(context["widget"]) if draw else None
        return super().render(template_name, context, request) if drawn is None else drawn


def attributes(widget: Shown) -> str:
    return "".join(
        f" {escaped(name)}" if value is True else f' {escaped(name)}="{escaped(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def escaped(value: Any) -> SafeString:
    return conditional_escape(str(value))


def drawn_input(widget: Shown) -> str:
    value = "" if widget["value"] is None else f' value="{escaped(widget["value"])}"'
    named = f'type="{escaped(widget["type"])}" name="{escaped(widget["name"])}"'
    return f"<input {named}{value}{attributes(widget)}>"


def drawn_text(widget: Shown) -> str:
    value = escaped(widget["value"] or "")
    return f'<textarea name="{escaped(widget["name"])}"{attributes(widget)}>\n{value}</textarea>'


def drawn_select(widget: Shown) -> str | None:
    """Return nothing for choices drawn in a way of their own."""
    groups = []
    for name, choices, _place in widget["optgroups"]:
        if any(choice["template_name"] != OPTION for choice in choices):
            return None
        options = "".join(f"\n  {drawn_option(choice)}\n" for choice in choices)
        groups.append(f"{opening(name)}{options}\n  </optgroup>" if name else options)
    inside = "".join(groups)
    return f'<select name="{escaped(widget["name"])}"{attributes(widget)}>{inside}\n</select>'


def opening(name: Any) -> str:
    return f'\n  <optgroup label="{escaped(localize(name))}">'


def drawn_option(choice: Shown) -> str:
    value, label = escaped(choice["value"]), escaped(localize(choice["label"]))
    return f'<option value="{value}"{attributes(choice)}>{label}</option>'


INPUTS = (
    "checkbox", "color", "date", "datetime", "email", "hidden", "number", "password", "search",
    "tel", "text", "time", "url",
)  # fmt: skip
DRAWN: dict[str, Callable[[Shown], str | None]] = {
    f"{FOLDER}{name}.html": drawn_input for name in INPUTS
} | {f"{FOLDER}textarea.html": drawn_text, f"{FOLDER}select.html": drawn_select}
