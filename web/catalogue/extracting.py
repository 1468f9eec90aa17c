"""Find what is to be translated: calls in Python, tags in templates. What babel does for itself
it does from GNU gettext's notes; templates are Django's own business (`templatize`)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "_now": None,  # gettext where `_` is gettext_lazy
    "_lazy": None,  # and the other way round
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*({STRING}(?:\s*,\s*{STRING})*)")
Message = str | tuple[str, ...]


def python_messages(path: Path) -> Iterator[tuple[int, Message, str | None]]:
    with path.open("rb") as source:
        for line, message, _comments, context in extract("python", source, keywords=KEYWORDS):
            yield line, message, context


def template_messages(path: Path) -> Iterator[tuple[int, Message, str | None]]:
    """Calls in what templatize makes of a template: no Python, so no tokenizer reads it."""
    text = templatize(path.read_text(), origin=str(path))
    for call in CALL.finditer(text):
        name, given = call[1], list(ast.literal_eval(f"({call[2]},)"))
        context = given.pop(0) if "p" in name.removesuffix("gettext") else None
        line = text.count("\n", 0, call.start()) + 1
        yield line, tuple(given) if name.startswith("n") else given[0], context


def sources(root: Path = ROOT) -> list[Path]:
    """Every module and template of the rooms, tests left out."""
    rooms = [path.parent for path in root.glob("*/__init__.py")]
    found = [p for room in rooms for kind in ("*.py", "*.html", "*.txt") for p in room.rglob(kind)]
    skipped = {"tests", "bench", "migrations", "static"}
    return sorted(path for path in found if not skipped & set(path.relative_to(root).parts))


def template_of_catalogue(root: Path = ROOT) -> Catalog:
    """Return every message with the files it is in; each with the files it is in."""
    catalog = Catalog(domain="django")
    for path in sources(root):
        found = python_messages(path) if path.suffix == ".py" else template_messages(path)
        for line, message, context in found:
            where = (str(path.relative_to(root)), line)
            catalog.add(message, locations=[where], context=context)
    return catalog
