"""The first account, once; and what to do next."""

import secrets
from typing import Any

from django.core.management.base import BaseCommand

from users.models import User
from users.rules import Role

NEXT_STEPS = """
The database is new. What next?
  .venv/bin/python manage.py import_leads FILE.csv    brings your own list
"""


class Command(BaseCommand):
    help = "Make the first account if there is none, and say how to go on."

    def handle(self, *args: Any, **options: Any) -> None:
        if User.objects.exclude(role=Role.SYSTEM).exists():
            return
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser("admin", password=password)
        self.stdout.write(f"First account: admin, password {password} (shown only this once).")
        self.stdout.write(NEXT_STEPS)
