"""Bring a `.po` up to date, and say what is missing in it."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source)


def write(path: Path, catalog: Catalog) -> None:
    """Write the messages under the head of the file, without line numbers: diffs stay small."""
    head = path.read_text().split("\n\n", 1)[0].rstrip()
    body = BytesIO()
    write_po(body, catalog, width=100, sort_output=True, omit_header=True, include_lineno=False)
    path.write_text(f"{head}\n\n{body.getvalue().decode().strip()}\n")


def updated(old: Catalog, wanted: Catalog) -> Catalog:
    """Return the catalogue with what is wanted now; a translation no longer used is kept aside.

    Nothing is guessed: a near miss would be marked fuzzy, and a fuzzy one is no translation.
    """
    old.update(wanted, no_fuzzy_matching=True, update_header_comment=False)
    return old


def missing(catalog: Catalog, wanted: Catalog) -> list[str]:
    """Say which messages have no translation, or one that cannot be trusted."""
    return [
        f"{message.locations[0][0]}: {message.id!r}: {reason}"
        for message in wanted
        if message.id
        for reason in [wrong_with(message, catalog.get(key_of(message), message.context))]
        if reason
    ]


def key_of(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


def wrong_with(message: Message, found: Message | None) -> str:
    """Say what is wrong with the translation of a message; nothing when it is good."""
    if found is None:
        return "not in the .po"
    if found.fuzzy:
        return "fuzzy"
    given = texts_of(found.string)
    if not all(given):
        return "not translated"
    known = placeholders(texts_of(message.id)[-1])
    if placeholders(given[-1]) != known or not all(placeholders(t) <= known for t in given):
        return f"other placeholders: {given!r}"
    return ""


def texts_of(said: str | Sequence[str] | None) -> list[str]:
    """Return the one text, or the forms of a plural."""
    return [said or ""] if said is None or isinstance(said, str) else list(said)


def placeholders(text: str) -> set[str]:
    return {match[0] for match in PLACEHOLDER.finditer(text)}
