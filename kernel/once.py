"""One answer for each Idempotency-Key, whatever the door (settings.ANSWER_ONCE keeps them)."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from kernel.errors import Invalid

KEY_LENGTH = 200
HEADER = "Idempotency-Key"
Produced = tuple[int, bytes, dict[str, str]]


def check_key(key: str) -> None:
    """Refuse (Invalid) a key that cannot be kept."""
    if not 1 <= len(key) <= KEY_LENGTH or not key.isprintable():
        text = f"1 to {KEY_LENGTH} printable characters are expected."
        raise Invalid(**{HEADER: text})


def once(
    user: Any, *, key: str, path: str, body: bytes, produce: Callable[[], Produced]
) -> Produced:
    """Return what `produce` makes, or what it made of the same request under this key before.

    A replay says so in its headers; another request under a used key is refused (KeyReused).
    """
    check_key(key)
    fingerprint = hashlib.sha256(path.encode() + b"\n" + body).hexdigest()
    status, content, headers, replayed = import_string(settings.ANSWER_ONCE)(
        user, key=key, fingerprint=fingerprint, produce=produce
    )
    if replayed:
        headers = {**headers, "Idempotency-Replayed": "true"}
    return status, content, headers
