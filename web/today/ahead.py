"""What comes after a day's last call: the next day that has calls."""

from datetime import datetime, timedelta

from kernel.clock import local_day, zone_of
from users.models import User
from web.plans.week import Book, Day, week_of

DAY = timedelta(days=1)


def next_day_of_calls(user: User, *, now: datetime, everybody: bool) -> Day | None:
    """Return the next of the coming seven days on which there is somebody to call; or None."""
    book = Book(user, None if everybody else user)
    tomorrow = local_day(now, zone_of(user.timezone)) + DAY
    return next((day for day in week_of(book, tomorrow, now=now) if day.calls), None)
