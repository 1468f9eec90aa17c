"""Empty the trash of what lies there long enough: leads, and what was deleted below them."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from contact.services.trash import purge_contacts
from files.services.trash import purge_files
from interaction_tracking.services.trash import purge_interactions
from leads.services.trash import purge_trash


class Command(BaseCommand):
    help = "Delete for good what has been in the trash for TRASH_DAYS days."

    def handle(self, *args: Any, **options: Any) -> None:
        before = timezone.now() - settings.TIME_IN_TRASH
        leads = purge_trash(before=before)
        contacts, interactions = purge_contacts(before=before), purge_interactions(before=before)
        files = purge_files(before=before)
        self.stdout.write(
            f"{leads} leads, {contacts} contacts, {interactions} interactions, {files} files "
            "deleted for good."
        )
