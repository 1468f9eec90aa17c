"""Recording facts, and telling the rooms that asked to hear at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import orjson
from django.db import connection
from django.db.models import Model
from django.utils import timezone

from events.models import Event
from kernel.inserting import insert
from users.models import User

Listener = Callable[[Event, Any], None]
LISTENERS: dict[str, list[Listener]] = defaultdict(list)


def listen(name: str, listener: Listener) -> None:
    """Have the listener called with the event and its subject, in the same transaction."""
    if listener not in LISTENERS[name]:
        LISTENERS[name].append(listener)


def record(
    name: str, subject: Model, *, by: User, lead_id: int | None = None, **data: Any
) -> Event:
    """Write the fact in the caller's transaction, then tell the immediate listeners."""
    if not connection.in_atomic_block:
        raise RuntimeError("events are recorded inside the transaction of the change")
    event = Event(
        name=name,
        subject=subject._meta.model_name or "",
        subject_id=subject.pk,
        lead_id=lead_id,
        by=by,
        data=as_json(data),
        at=timezone.now(),
    )
    insert(event)
    for listener in LISTENERS[name]:
        listener(event, subject)
    return event


class Fact(NamedTuple):
    """One of many events that are written together."""

    subject_id: int
    lead_id: int | None
    data: Mapping[str, Any]


def record_many(name: str, subject: type[Model], facts: Iterable[Fact], *, by: User) -> None:
    """Write many facts of one kind in the caller's transaction.

    The immediate listeners are not called row by row: who writes sets brings in line, set by
    set, what the listeners would have.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("events are recorded inside the transaction of the change")
    now, model = timezone.now(), subject._meta.model_name or ""
    Event.objects.bulk_create(
        Event(
            name=name,
            subject=model,
            subject_id=fact.subject_id,
            lead_id=fact.lead_id,
            by=by,
            data=as_json(fact.data),
            at=now,
        )
        for fact in facts
    )


def as_json(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data as JSON can keep it."""
    kept: dict[str, Any] = orjson.loads(orjson.dumps(data, default=str))
    return kept


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what differs, as the event keeps it: `{"before": {...}, "after": {...}}`."""
    changed = [name for name in after if before.get(name) != after[name]]
    return {
        "before": {name: before.get(name) for name in changed},
        "after": {name: after[name] for name in changed},
    }
