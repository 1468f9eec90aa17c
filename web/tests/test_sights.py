"""Every page and fragment, light and dark, at a desk and on a phone: what all of them promise.

One window per viewer: each sight is opened once, then the theme is switched and the window made
narrow, since both are the style sheets' work alone.
"""

from itertools import product
from typing import TYPE_CHECKING
from unittest import SkipTest

from django.db import connection
from django.test import SimpleTestCase
from django.urls import resolve

from tests.test_page_access import ROUTES, page_routes
from users.models import User
from web.tests.browser import SIZES, THEMES, BrowserTestCase
from web.tests.company import Company, make_company, no_company
from web.tests.looking import show
from web.tests.sights import FIRST_SIGHTS, SIGHTS, UNSEEN, Sight

if TYPE_CHECKING:
    from playwright.sync_api import Page

ACCOUNTS = 60
ANY_IDS = dict.fromkeys(
    (
        *("lead", "bare", "plan", "contact", "touch", "interaction", "order", "user", "view"),
        *("list", "long", "handing", "taking", "file", "removed"),
    ),
    "1",
) | {"token": "a-token"}


class SightsTests(BrowserTestCase):
    """The looks do not depend on the database: SQLite is enough."""

    seconds = 100

    @classmethod
    def setUpClass(cls) -> None:
        if connection.vendor != "sqlite":
            raise SkipTest("looked at on SQLite")
        super().setUpClass()

    def test_everything_to_see_keeps_the_promises_of_every_page(self) -> None:
        company = make_company(accounts=ACCOUNTS)
        for viewer, user in company.people.items():
            sights = [sight for sight in SIGHTS if sight.viewer == viewer]
            self.look_at_all(sights, company, user)

    def test_so_does_what_is_seen_first(self) -> None:
        self.look_at_all(FIRST_SIGHTS, no_company(), None)

    def look_at_all(self, sights: list[Sight], company: Company, user: User | None) -> None:
        with self.window(user) as page:
            for sight in sights:
                with self.subTest(sight.name):
                    self.look(page, sight, company)

    def look(self, page: "Page", sight: Sight, company: Company) -> None:
        page.set_viewport_size(SIZES["desk"])  # type: ignore[arg-type]
        self.assertEqual(show(page, sight, company), sight.status)
        for size, theme in product(SIZES, THEMES):
            page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            with self.subTest(sight.name, size=size, theme=theme):
                self.check_page(page, colours_only=theme != THEMES[0])


class TableTests(SimpleTestCase):
    def test_no_page_and_no_fragment_is_left_out(self) -> None:
        seen = {
            route_of(path)
            for sight in SIGHTS + FIRST_SIGHTS
            for path in (sight.path, sight.dialog, *sight.shows)
            if path
        }
        shown = {route_of(route.path) for route in ROUTES if route.method == "GET"}
        only_sent_to = {route_of(route.path) for route in ROUTES} - shown

        left_out = set(page_routes()) - seen - only_sent_to - UNSEEN.keys()

        self.assertEqual(sorted(left_out), [])

    def test_each_sight_has_a_name_of_its_own(self) -> None:
        names = [sight.name for sight in SIGHTS]

        self.assertEqual(len(names), len(set(names)))


def route_of(path: str) -> str:
    return resolve(path.format(**ANY_IDS).partition("?")[0]).route
