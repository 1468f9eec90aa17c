"""Forgetting what has served its purpose, so that these tables do not grow for ever."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from users.models import FailedLogins, GivenAnswer, RefreshToken, TokenFamily

# A phone that was offline for weeks may still repeat what it sent.
ANSWERS_KEPT = timedelta(days=30)


def forget_expired(*, now: datetime) -> dict[str, int]:
    """Delete answers to repeated requests, throttle windows and log-ins that are over.

    Returns how many rows went, by kind. A family goes only when none of its refresh tokens could
    be used any more; until then a replay must still be recognised.
    """
    answers, _ = GivenAnswer.objects.filter(at__lt=now - ANSWERS_KEPT).delete()
    windows, _ = FailedLogins.objects.filter(window_ends_at__lt=now).delete()
    living = RefreshToken.objects.filter(family=OuterRef("pk"), expires_at__gte=now)
    over = TokenFamily.objects.filter(~Exists(living))
    families = over.count()
    over.delete()
    return {"answers": answers, "throttle windows": windows, "log-ins": families}
