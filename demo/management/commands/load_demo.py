"""`python manage.py load_demo [--accounts N] [--seed S]`."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from demo.services.loading import Loaded, load_company
from demo.services.looking_back import forecast_the_past
from kernel.errors import RuleBroken

MOST = 1_000_000


class Command(BaseCommand):
    help = "Load an invented company; never where there is data already, unless asked."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--accounts", type=int, default=300, help="how many restaurants (300)")
        parser.add_argument("--seed", type=int, default=1, help="another number, another company")
        parser.add_argument(
            "--password", default="", help="of all its people; made up if not given"
        )
        parser.add_argument(
            "--even-with-data", action="store_true", help="add it beside what is there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["accounts"] <= MOST:
            raise CommandError(f"--accounts is a number from 1 to {MOST:,}.")
        password = options["password"] or secrets.token_urlsafe(9)
        with tqdm(total=options["accounts"], unit=" restaurants", disable=None) as bar:
            try:
                loaded = load_company(
                    accounts=options["accounts"],
                    seed=options["seed"],
                    password=password,
                    now=timezone.now(),
                    beside=options["even_with_data"],
                    progress=lambda done: tell_bar(bar, done),
                )
            except RuleBroken as refusal:
                raise CommandError(f"{refusal} Add --even-with-data to do it anyway.") from None
        forecast_the_past(now=timezone.now(), accounts=options["accounts"])
        self.tell(loaded, password)

    def tell(self, loaded: Loaded, password: str) -> None:
        self.stdout.write(f"{loaded.rows:,} rows. Everybody's password is {password}\n")
        self.stdout.write(f"  {loaded.admin.username:24} administrator")
        for staff in loaded.staff:
            self.stdout.write(f"  {staff.manager.username:24} manages {staff.region.team}")
            for kam in staff.kams[:4]:
                self.stdout.write(f"  {kam.username:24} {kam.get_full_name()}, {kam.timezone}")
            if len(staff.kams) > 4:
                self.stdout.write(f"  … and {len(staff.kams) - 4} more in {staff.region.team}")


def tell_bar(bar: "tqdm[Any]", done: int) -> None:
    bar.update(done)
