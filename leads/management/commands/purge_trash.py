"""Empty the trash of what lies there long enough."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from leads.services.trash import purge_trash


class Command(BaseCommand):
    help = "Delete for good the leads that have been in the trash for TRASH_DAYS days."

    def handle(self, *args: Any, **options: Any) -> None:
        count = purge_trash(before=timezone.now() - timedelta(days=settings.TRASH_DAYS))
        self.stdout.write(f"{count} leads deleted for good.")
