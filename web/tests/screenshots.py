"""`make screenshots`: every sight with demo data, light and dark, desk and phone.

    python -m web.tests.screenshots [--only WORD] [--full] [--to FOLDER]

The database is thrown away afterwards; the server listens on this machine only.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import django

from tests.serving import collect_static_files, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from web.tests.company import Company
    from web.tests.sights import Sight

ROOT = Path(__file__).resolve().parent.parent.parent
ACCOUNTS = 300


def main() -> int:
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="kam-screenshots-") as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/demo.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "LeadManagementSystem.settings")
        collect_static_files()
        django.setup()
        failed = [line for album in albums() for line in take(options, album)]
    sys.stdout.write("".join(f"Not taken: {line}\n" for line in failed))
    sys.stdout.write(f"Written to {os.path.relpath(options.to)}\n")
    return 1 if failed else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="screenshots", description=__doc__)
    parser.add_argument("--only", default="", help="sights whose name holds this word")
    parser.add_argument("--full", action="store_true", help="the whole page, not the window")
    parser.add_argument("--to", type=Path, default=ROOT / "screenshots")
    return parser.parse_args()


@dataclass(frozen=True)
class Album:
    """What is photographed in one state of the database, and the sessions of those who look."""

    sights: "list[Sight]"
    company: "Company"
    sessions: dict[str, str]


def albums() -> Iterator[Album]:
    """First the empty database, then the demo's company."""
    from django.core.management import call_command

    from web.tests.company import make_company, no_company
    from web.tests.sights import FIRST_SIGHTS, SIGHTS

    call_command("migrate", verbosity=0, skip_checks=True)
    yield Album(FIRST_SIGHTS, no_company(), {})
    company = make_company(accounts=ACCOUNTS)
    yield Album(SIGHTS, company, sessions_of(company))


def sessions_of(company: "Company") -> dict[str, str]:
    from django.conf import settings
    from django.test import Client

    sessions = {}
    for viewer, user in company.people.items():
        client = Client()
        if user is not None:
            client.force_login(user)
            sessions[viewer] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return sessions


def take(options: argparse.Namespace, album: Album) -> list[str]:
    """Photograph every sight that was asked for; return what could not be shown."""
    from playwright.sync_api import Error, sync_playwright

    from web.tests.browser import FLAGS, SIZES, chromium

    options.to.mkdir(parents=True, exist_ok=True)
    failed = []
    # Some sights are refusals: the log would be full of them.
    with serving(workers=1, LOG_LEVEL="CRITICAL") as (port, _), sync_playwright() as playwright:
        base = f"http://127.0.0.1:{port}"
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for sight, size in product(album.sights, SIZES):
            if options.only not in sight.name:
                continue
            with window(browser, size, base, album.sessions.get(sight.viewer, "")) as page:
                try:
                    photograph(page, sight, size, album.company, options)
                except Error as error:
                    failed.append(f"{sight.name}, {size}: {str(error).splitlines()[0]}")
        browser.close()
    return failed


@contextmanager
def window(browser: "Browser", size: str, base: str, session: str) -> Iterator["Page"]:
    from web.tests.browser import SIZES

    touch, viewport = size == "phone", SIZES[size]
    context = browser.new_context(
        viewport=viewport,  # type: ignore[arg-type]
        has_touch=touch,
        base_url=base,
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
    yield context.new_page()
    context.close()


def photograph(
    page: "Page", sight: "Sight", size: str, company: "Company", options: argparse.Namespace
) -> None:
    from web.tests.browser import THEMES
    from web.tests.looking import show

    for theme in THEMES:
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        show(page, sight, company)
        picture = options.to / f"{sight.name}-{size}-{theme}.png"
        page.screenshot(path=picture, full_page=options.full)


if __name__ == "__main__":
    sys.exit(main())
