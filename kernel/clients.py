"""Who is calling, as far as the network says."""

from collections.abc import Mapping
from typing import Any, Protocol

from django.conf import settings


class Asking(Protocol):
    """What a request tells of its sender; Django's and DRF's both fit."""

    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def META(self) -> Mapping[str, Any]: ...  # noqa: N802 - Django's name


def client_address(request: Asking) -> str:
    """Return the caller's address; behind proxies we trust, the one they report."""
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted:
        return hops[-trusted]
    return str(request.META.get("REMOTE_ADDR", ""))
