"""Access and refresh tokens: short access, rotating refresh, a replay ends the whole family."""

import hashlib
import hmac
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import uuid4

import jwt
from django.conf import settings
from django.db import transaction
from django.db.models import BigIntegerField
from django.utils import timezone

from kernel.compiled import Compiled
from kernel.slots import Slot
from users.models import RefreshToken, TokenFamily, User


class TokenRefused(Exception):
    """The token is not, or no longer, good for anything."""


@lru_cache(maxsize=4)
def signing_key(secret: str) -> bytes:
    return hmac.new(secret.encode(), b"kam.tokens", hashlib.sha256).digest()


def signed(claims: dict[str, Any], *, lifetime: timedelta, now: datetime) -> str:
    whole = {**claims, "iat": int(now.timestamp()), "exp": int((now + lifetime).timestamp())}
    return jwt.encode(whole, signing_key(settings.SECRET_KEY), algorithm="HS256")


def claims_of(token: str, kind: str) -> dict[str, Any]:
    """Return the claims of a token of ours that has not expired."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            signing_key(settings.SECRET_KEY),
            algorithms=["HS256"],
            options={"require": ["exp", "sub", "fam", "typ"]},
        )
    except (jwt.InvalidTokenError, ValueError):
        raise TokenRefused("The token is invalid or has expired.") from None
    if claims["typ"] != kind:
        raise TokenRefused(f"This is no {kind} token.")
    return claims


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def start_session(user: User) -> dict[str, str]:
    """Open a family of tokens for somebody who has just proved who they are."""
    family = TokenFamily.objects.create(user=user, started_at=timezone.now())
    return _pair(user.pk, family)


def _pair(user_id: int, family: TokenFamily) -> dict[str, str]:
    now = timezone.now()
    claims = {"sub": str(user_id), "fam": family.pk}
    refresh = signed(
        {**claims, "typ": "refresh", "jti": uuid4().hex},
        lifetime=settings.REFRESH_TOKEN_LIFETIME,
        now=now,
    )
    RefreshToken.objects.create(
        family=family,
        digest=digest_of(refresh),
        expires_at=now + settings.REFRESH_TOKEN_LIFETIME,
    )
    access = signed({**claims, "typ": "access"}, lifetime=settings.ACCESS_TOKEN_LIFETIME, now=now)
    return {"refresh": refresh, "access": access}


def refresh_session(token: str) -> dict[str, str]:
    """Exchange a refresh token for a new pair; of equal requests at once exactly one wins.

    Using a token a second time means somebody else has a copy: the whole family ends.
    """
    claims = claims_of(token, "refresh")
    now = timezone.now()
    with transaction.atomic():
        # No join in this filter: an update over a join is a subquery, which PostgreSQL does
        # not look at again after waiting for the row, and several would win.
        fresh = RefreshToken.objects.filter(digest=digest_of(token), used_at=None)
        if fresh.update(used_at=now):
            family = TokenFamily.objects.filter(
                pk=claims["fam"], revoked_at=None, user__is_active=True
            ).first()
            if family is not None:
                return _pair(family.user_id, family)
    revoke_family(claims["fam"])
    raise TokenRefused("This refresh token was used or revoked; log in again.")


def revoke_family(family_id: int) -> None:
    """End one log-in: none of its tokens is good from now on."""
    TokenFamily.objects.filter(pk=family_id, revoked_at=None).update(revoked_at=timezone.now())


def end_session(token: str) -> None:
    """Log out: nothing of this family is good any more, its access tokens included."""
    revoke_family(claims_of(token, "refresh")["fam"])


def end_all_sessions(user: User) -> int:
    """Log the user's programs out; returns how many there were."""
    return user.token_families.filter(revoked_at=None).update(revoked_at=timezone.now())


# Asked before every request, so that who was deactivated or logged out is out at once.
BEARER: Compiled[User] = Compiled(
    lambda: User.objects.filter(
        pk=Slot("user", BigIntegerField()),
        is_active=True,
        token_families__pk=Slot("family", BigIntegerField()),
        token_families__revoked_at=None,
    )
)


def user_of_access_token(token: str) -> User:
    """Return the user, who must be active and whose log-in must not be revoked, now."""
    claims = claims_of(token, "access")
    user = BEARER.first(user=int(claims["sub"]), family=claims["fam"])
    if user is None:
        raise TokenRefused("This log-in has ended.")
    return user
