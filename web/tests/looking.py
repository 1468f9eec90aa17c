"""Bringing a page into the state a sight names, for the audit and for the pictures."""

from typing import TYPE_CHECKING

from web.tests.browser import rest
from web.tests.company import Company
from web.tests.sights import Sight

if TYPE_CHECKING:
    from playwright.sync_api import Page

ASK = "path => htmx.ajax('GET', path, {target: '#k-dialog', swap: 'innerHTML'})"


def show(page: "Page", sight: Sight, company: Company) -> int:
    """Open the page and do what the sight says; return the status of the page."""
    answer = page.goto(company.path(sight), wait_until="load")
    rest(page)
    if sight.dialog:
        page.evaluate(ASK, company.dialog(sight))
        page.locator("#k-dialog[open]").wait_for()
    if sight.act:
        sight.act(page, company.words)
    rest(page)
    return answer.status if answer else 0
