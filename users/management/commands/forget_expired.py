"""`python manage.py forget_expired`: run it nightly."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from users.services.retention import forget_expired


class Command(BaseCommand):
    help = "Delete expired log-ins, throttle windows and kept answers."

    def handle(self, *args: Any, **options: Any) -> None:
        gone = forget_expired(now=timezone.now())
        self.stdout.write(", ".join(f"{count} {kind}" for kind, count in gone.items()) + " gone.")
