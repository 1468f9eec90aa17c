"""`python manage.py refresh_forecasts`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from performance_tracking.services.refresh import refresh_forecasts


class Command(BaseCommand):
    help = "Learn from all orders up to now, and bring every account's forecast in line."

    def handle(self, **options: Any) -> None:
        with tqdm(unit=" accounts", disable=None) as bar:
            done = refresh_forecasts(
                now=timezone.now(), on_progress=lambda done, total: tell_bar(bar, done, total)
            )
        self.stdout.write(
            f"{done.scored:,} accounts scored, {done.recounted:,} recounted, "
            f"{done.judged:,} past forecasts judged."
        )


def tell_bar(bar: "tqdm[Any]", done: int, total: int) -> None:
    bar.total = total
    bar.update(done - bar.n)
