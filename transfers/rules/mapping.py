"""Which column of the file fills which field."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from transfers.rules.synonyms import SYNONYMS
from transfers.rules.text import fold

Synonyms = dict[str, tuple[str, ...]]
Mapping = dict[str, str]
"""Field name to column header."""


def parse_map(pairs: Iterable[str], headers: Sequence[str], targets: Sequence[str]) -> Mapping:
    """Read 'field=Column' pairs; every mistake in them is named in one error."""
    mapping: Mapping = {}
    mistakes = []
    for pair in pairs:
        try:
            target, header = _parse_pair(pair, headers, targets)
            if target in mapping:
                raise ValueError(f"'{target}' is mapped twice: keep one --map {target}=….")
            mapping[target] = header
        except ValueError as mistake:
            mistakes.append(str(mistake))
    if mistakes:
        raise ValueError("\n".join(mistakes))
    return mapping


def default_map(
    headers: Sequence[str],
    targets: Sequence[str],
    synonyms: Synonyms = SYNONYMS,
) -> Mapping:
    """The columns whose names say where they belong; the plainest name wins."""
    columns = {_key(header): header for header in reversed(headers)}
    mapping: Mapping = {}
    for target in targets:
        names = map(_key, (target, *synonyms.get(target, ())))
        known = next((columns[name] for name in names if name in columns), None)
        if known is not None and known not in mapping.values():
            mapping[target] = known
    return mapping


def _parse_pair(pair: str, headers: Sequence[str], targets: Sequence[str]) -> tuple[str, str]:
    target, equals, header = (piece.strip() for piece in pair.partition("="))
    if not (target and equals and header):
        raise ValueError(f"'{pair}' is not a mapping: write field=Column, such as name=Name.")
    return _known_target(target, targets), _known_header(header, headers)


def _known_target(target: str, targets: Sequence[str]) -> str:
    if target in targets:
        return target
    raise ValueError(f"There is no field '{target}'. {_nearest(target, targets, 'fields')}")


def _known_header(header: str, headers: Sequence[str]) -> str:
    if header in headers:
        return header
    alike = [known for known in headers if _key(known) == _key(header)]
    if len(alike) == 1:
        return alike[0]
    raise ValueError(f"There is no column '{header}'. {_nearest(header, headers, 'columns')}")


def _nearest(word: str, known: Sequence[str], kind: str) -> str:
    by_key = {_key(name): name for name in known}
    close = get_close_matches(_key(word), by_key, n=1)
    if close:
        return f"Did you mean '{by_key[close[0]]}'?"
    return f"The {kind} are: {', '.join(known)}."


def _key(name: str) -> str:
    return fold(name).replace(" ", "")
