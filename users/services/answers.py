"""Answering a repeated request with the answer it got the first time."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from kernel.errors import KeyReused
from users.models import GivenAnswer, User

Produced = tuple[int, bytes, dict[str, str]]


@transaction.atomic
def answer_once(
    user: User, *, key: str, fingerprint: str, produce: Callable[[], Produced]
) -> tuple[int, bytes, dict[str, str], bool]:
    """Return status, content, headers and whether it is a replay.

    The claim on the key and the writes of `produce` are one transaction: a crash leaves neither,
    and a second equal request waits for the first to commit. Refusals are not kept.
    """
    claim = GivenAnswer(user=user, key=key, fingerprint=fingerprint, at=timezone.now())
    GivenAnswer.objects.bulk_create([claim], ignore_conflicts=True)
    answer = GivenAnswer.objects.get(user=user, key=key)
    if answer.status:
        return _again(answer, fingerprint)
    status, content, headers = produce()
    GivenAnswer.objects.filter(pk=answer.pk).update(status=status, content=content, headers=headers)
    return status, content, headers, False


def _again(answer: GivenAnswer, fingerprint: str) -> tuple[int, bytes, dict[str, Any], bool]:
    if answer.fingerprint != fingerprint:
        raise KeyReused("This Idempotency-Key belongs to another request; use a new one.")
    return answer.status, bytes(answer.content), answer.headers, True
