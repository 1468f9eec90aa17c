"""What to do first, while nobody has an account."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from users.services.first_account import welcome_token


class Command(BaseCommand):
    help = "Print the one-time link that makes the first account, while there is none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--url", default="http://127.0.0.1:8000", help="where we serve")

    def handle(self, *args: Any, **options: Any) -> None:
        token = welcome_token()
        if token is None:
            return
        link = f"{options['url'].rstrip('/')}/welcome/{token}/"
        self.stdout.write(f"\nNobody has an account yet. Make the first one here:\n\n  {link}\n\n")
        self.stdout.write("Or stop, and let `make demo` fill it with an invented company.\n\n")
