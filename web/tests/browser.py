"""Chromium on the live server: log in, look, and check what every page promises."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any, ClassVar, Literal
from unittest import SkipTest

from django.conf import settings
from django.test import Client, LiveServerTestCase

from users.models import User
from web.tests.accessible import violations

try:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        Page,
        Playwright,
        expect,
        sync_playwright,
    )
    from playwright.sync_api import Error as PlaywrightError
except ImportError:  # the runtime requirements alone; the tests skip
    sync_playwright = None  # type: ignore[assignment]

SIZES = {"desk": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
THEMES = ("light", "dark")
# Of this flag Chromium hears the last one only, so ours must say what Playwright says with its own.
PLAYWRIGHT_DOES_WITHOUT = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)
# The address bar of a window nobody sees: two pages of its own, half of what a window costs.
WE_DO_WITHOUT = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup")
START_LIMIT = 60_000  # ms
PATIENCE = 30_000  # ms: a machine with much to do is slow, not wrong
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    f"--disable-features={','.join([*PLAYWRIGHT_DOES_WITHOUT, *WE_DO_WITHOUT])}",
]
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) =>
  window.violations.push(`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));
"""


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


class BrowserTestCase(LiveServerTestCase):
    """A test in Debian's Chromium; skipped, with a word why, where there is none (never in CI)."""

    playwright: ClassVar["Playwright"]
    browser: ClassVar["Browser"]

    @classmethod
    def setUpClass(cls) -> None:
        if sync_playwright is None or chromium() is None:
            if os.environ.get("CI"):
                raise RuntimeError("CI needs chromium and playwright.")
            raise SkipTest("no chromium or no playwright here")
        # Playwright's loop runs in this thread; our own code stays synchronous.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        super().setUpClass()
        cls.playwright = cls.enterClassContext(sync_playwright())
        expect.set_options(timeout=PATIENCE)
        cls.browser = start(cls.playwright)
        cls.addClassCleanup(cls.browser.close)

    @contextmanager
    def window(
        self,
        user: User | None = None,
        *,
        size: str = "desk",
        theme: str = "light",
        workers: Literal["allow", "block"] = "block",
    ) -> Iterator["Page"]:
        """A fresh window, logged in as the user; at its end nothing may have gone wrong in it."""
        context = self.browser.new_context(
            viewport=SIZES[size],  # type: ignore[arg-type]
            color_scheme=theme,  # type: ignore[arg-type]
            has_touch=size == "phone",
            base_url=self.live_server_url,
            reduced_motion="reduce",
            service_workers=workers,  # each fetches every file: only where it is what is tested
        )
        context.set_default_timeout(PATIENCE)
        if user is not None:
            self.log_in(context, user)
        page = context.new_page()
        settled(page, "load" if workers == "block" else "networkidle")
        page.add_init_script(LISTEN)
        wrong = self.listen(page)
        try:
            yield page
            self.assertEqual(page.evaluate("window.violations"), [], "content policy")
            self.assertEqual(wrong, [], "errors, or requests off the host")
        finally:
            context.close()

    def log_in(self, context: "BrowserContext", user: User) -> None:
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session}
        context.add_cookies([{**cookie, "url": self.live_server_url}])  # type: ignore[typeddict-item]

    def listen(self, page: "Page") -> list[str]:
        """Collect console errors and requests that leave the host."""
        wrong: list[str] = []
        expected = (
            "status of 4",
            "Status Error Code 4",
            "net::ERR_INTERNET_DISCONNECTED",
            "net::ERR_FAILED",
            "htmx:sendError",  # and so is a network that is away
            "htmx:afterRequest",
        )  # refusals are part of tests

        def on_console(message: Any) -> None:
            if message.type == "error" and not any(text in message.text for text in expected):
                wrong.append(message.text)

        def on_request(request: Any) -> None:
            if not request.url.startswith((self.live_server_url, "data:", "blob:")):
                wrong.append(f"left the host: {request.url}")

        page.on("console", on_console)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", on_request)
        return wrong

    def look_at(self, path: str, user: User | None) -> None:
        """Open the page in both themes and sizes: accessible, no sideways scroll."""
        for theme, size in product(THEMES, SIZES):
            with (
                self.subTest(path, theme=theme, size=size),
                self.window(user, size=size, theme=theme) as page,
            ):
                page.goto(path)
                self.check_page(page)

    def check_page(self, page: "Page", *, colours_only: bool = False) -> None:
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        self.assertLessEqual(wide, 0, "scrolls sideways")
        self.assertEqual(violations(page, colours_only=colours_only), [], "accessibility")


def start(playwright: "Playwright") -> "Browser":
    """Start Chromium; of several started at once one may never answer, so it is asked once more."""
    options: dict[str, Any] = {"executable_path": chromium(), "args": FLAGS, "timeout": START_LIMIT}
    try:
        return playwright.chromium.launch(**options)
    except PlaywrightError:
        return playwright.chromium.launch(**options)


def settled(page: "Page", until: str) -> None:
    """Have every visit wait until the modules have started: keys pressed before are lost.

    They run before the page has loaded. What htmx asks for by itself is on its way by then; only
    what a service worker fetches is seen by nobody, and waited for until the network is idle.
    """
    visit = page.goto

    def goto(url: str, **options: Any) -> Any:
        answer = visit(url, **{"wait_until": until, **options})
        rest(page)
        return answer

    page.goto = goto  # type: ignore[method-assign]


def rest(page: "Page") -> None:
    """Wait until nothing more is asked of the server."""
    page.locator(".htmx-request").first.wait_for(state="detached")
