"""Everything there is to see: each page, and each fragment on the page that shows it.

The audit (test_sights.py) and `make screenshots` read this one table.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

Words = Mapping[str, str]  # what stands for {lead}, {phone} and so on
Act = Callable[["Page", Words], None]
# new: a KAM without a single lead, for the empty states. nobody: not logged in.
Viewer = Literal["kam", "manager", "admin", "new", "nobody"]


@dataclass(frozen=True)
class Sight:
    """One state of one page; `{lead}`, `{plan}` and so on are ids of the company looked at."""

    name: str
    path: str
    viewer: Viewer = "kam"
    dialog: str = ""  # what is asked of the server into the dialog
    act: Act | None = None
    shows: tuple[str, ...] = ()  # fragments that `act` brings, or that come by themselves
    status: int = 200


def find(page: "Page", words: Words) -> None:
    page.keyboard.press("Control+k")
    page.locator("#k-palette input").fill("a")
    page.locator("#k-palette-list [role=option]").first.wait_for()


def select(page: "Page", words: Words) -> None:
    for number in range(2):
        page.locator("[data-select]").nth(number).check(force=True)
    page.locator("#bulk").wait_for()


def ask_filter(page: "Page", words: Words) -> None:
    page.locator(".k-lists-chips summary.k-chip-add").click()
    page.locator("[data-filter=tier] > summary").click()
    page.locator("[data-filter=tier] button").wait_for()


def check_a_list(page: "Page", words: Words) -> None:
    text = (
        "Restaurant,Town,KAM,Remarks\nRialto,Roma,,Closed on Mondays\nCafé Noir,Lyon,,\n,Nice,,\n"
    )
    file: FilePayload = {"name": "list.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.locator("#import-form [type=file]").set_input_files(file)
    page.locator("#import-form [name=check]").click()
    page.locator(".k-import-columns").wait_for()


def edit_cell(page: "Page", words: Words) -> None:
    page.locator("tbody [data-edit]:visible").first.click()
    page.locator("[data-cell-form]").wait_for()


def enter_what_there_is(page: "Page", words: Words) -> None:
    page.get_by_label("Phone").press_sequentially(words["phone"])
    page.locator("#lead-form [aria-live] a").first.wait_for()


def be_refused(page: "Page", words: Words) -> None:
    page.get_by_label("Name", exact=True).fill(" ")
    page.get_by_label("E-mail").fill("no@where")
    page.locator("#lead-form button.k-btn-primary").click()
    page.locator(".k-error").first.wait_for()


def peek(page: "Page", words: Words) -> None:
    page.locator("[data-peek]").first.dispatch_event("click")
    page.locator("#k-dialog[open]").wait_for()


def order(page: "Page", words: Words) -> None:
    page.locator("[data-log]").first.click()
    page.locator("#k-dialog[open] details summary").first.click()
    page.locator("#k-dialog [name^=name0]").wait_for()


def open_table(page: "Page", words: Words) -> None:
    page.locator("details summary.k-chip", has_text="table").first.click()


def open_composer(page: "Page", words: Words) -> None:
    page.locator("#email_details").click()
    page.locator("#email_contact").wait_for()


def open_columns(page: "Page", words: Words) -> None:
    page.locator("summary", has_text="Columns").click()


def ask_today(page: "Page", words: Words) -> None:
    page.locator(".k-today-filter > summary").click()
    page.locator("[data-filter=tier] > summary").click()
    page.locator("[data-filter=tier] button").wait_for()


def point_at_hour(page: "Page", words: Words) -> None:
    page.locator("kam-chart[data-columns]").focus()
    page.keyboard.press("ArrowDown")
    page.locator("kam-chart[data-columns] .k-tip:not([hidden])").wait_for()


def open_menu(page: "Page", words: Words) -> None:
    page.locator(".k-call details.k-menu summary").first.click()


def be_told(page: "Page", words: Words) -> None:
    page.evaluate("htmx.trigger(document.body, 'kam:toast', {text: 'Saved.', undo: 'a-token'})")
    page.locator(".k-toasts button").first.wait_for()


def add_here(page: "Page", words: Words) -> None:
    page.keyboard.press("n")
    page.locator("#lead-form").wait_for()  # in a drawer, or on a phone's page


def edit_here(page: "Page", words: Words) -> None:
    page.keyboard.press("e")
    page.locator("#lead-form").wait_for()  # in a drawer, or on a phone's page


def nearly_leave(page: "Page", words: Words) -> None:
    add_here(page, words)
    page.get_by_label("Name", exact=True).fill("Bar")
    page.keyboard.press("Escape")
    if page.locator("#k-dialog[open]").count():
        page.locator("[data-leave][open]").wait_for()


SIGHTS = [
    Sight("today", "/", shows=("/views/",)),
    Sight("today-log", "/", dialog="/leads/{lead}/log-call/"),
    Sight("today-order", "/", act=order, shows=("/leads/{lead}/orders/lines/",)),
    Sight("today-snooze", "/", dialog="/plans/{plan}/snooze/"),
    Sight("today-why", "/", dialog="/plans/{plan}/why/"),
    Sight("today-find", "/", dialog="/plan-call/"),
    Sight("today-plan", "/", dialog="/leads/{bare}/plan-call/"),
    Sight("today-menu", "/", act=open_menu),
    Sight("today-filter", "/", act=ask_today),
    Sight("today-filtered", "/?tier=A&tier=B&status=CONVERTED"),
    Sight("today-toast", "/", act=be_told),
    Sight("today-team", "/", "manager"),
    Sight("today-empty", "/", "new"),
    Sight("palette", "/", act=find, shows=("/palette/",)),
    Sight("shortcuts", "/shortcuts/"),
    Sight("shortcuts-open", "/", dialog="/shortcuts/"),
    Sight("pipeline", "/pipeline/"),
    Sight("pipeline-team", "/pipeline/", "manager"),
    Sight("pipeline-empty", "/pipeline/", "new"),
    Sight("accounts", "/leads/"),
    Sight("accounts-filtered", "/leads/?tier=A&sort=-potential"),
    Sight("accounts-nothing", "/leads/?q=nothing+is+called+this"),
    Sight("accounts-filter", "/leads/", act=ask_filter),
    Sight("accounts-cell", "/leads/", act=edit_cell, shows=("/leads/{lead}/cell/tier/",)),
    Sight("accounts-selected", "/leads/", "manager", act=select),
    Sight("accounts-lost", "/leads/", dialog="/leads/bulk/lost/?ids={lead}"),
    Sight("accounts-trash", "/leads/", dialog="/leads/bulk/trash/?ids={lead}"),
    Sight("accounts-owner", "/leads/", "manager", dialog="/leads/bulk/owner/?ids={lead}"),
    Sight("accounts-peek", "/leads/", act=peek, shows=("/leads/{lead}/peek/",)),
    Sight("accounts-save-view", "/leads/?tier=A", dialog="/views/new/?page=leads&query=tier%3DA"),
    Sight("accounts-rename-view", "/leads/?view={view}", dialog="/views/{view}/rename/"),
    Sight("accounts-empty", "/leads/", "new"),
    Sight("contacts", "/contacts/"),
    Sight("contacts-cell", "/contacts/", act=edit_cell, shows=("/contacts/{contact}/cell/phone/",)),
    Sight("contacts-selected", "/contacts/", act=select),
    Sight("contacts-trash", "/contacts/", dialog="/contacts/bulk/trash/?ids={contact}"),
    Sight("contacts-empty", "/contacts/", "new"),
    Sight("interactions", "/interactions/"),
    Sight("interactions-trash", "/interactions/", dialog="/interactions/bulk/trash/?ids={touch}"),
    Sight("interactions-empty", "/interactions/", "new"),
    Sight("trash", "/trash/"),
    Sight("trash-contacts", "/trash/contacts/"),
    Sight("trash-interactions", "/trash/interactions/"),
    Sight("trash-empty", "/trash/", "new"),
    Sight("account", "/leads/{lead}/"),
    Sight("account-orders", "/leads/{lead}/?tab=orders"),
    Sight("account-emails", "/leads/{lead}/?tab=emails", act=open_composer),
    Sight("account-no-emails", "/leads/{bare}/?tab=emails"),
    Sight("account-files", "/leads/{lead}/?tab=files"),
    Sight("account-no-files", "/leads/{bare}/?tab=files"),
    Sight("account-file", "/leads/{lead}/?tab=files", dialog="/files/{file}/edit/"),
    Sight("account-stages", "/leads/{lead}/?tab=history"),
    Sight("account-outlets", "/leads/{lead}/?tab=outlets"),
    Sight("account-table", "/leads/{lead}/", act=open_table),
    Sight("account-lost", "/leads/{lead}/", dialog="/leads/{lead}/status/?to=LOST"),
    Sight("account-new-contact", "/leads/{lead}/", dialog="/leads/{lead}/contacts/new/"),
    Sight("account-contact", "/leads/{lead}/", dialog="/contacts/{contact}/edit/"),
    Sight("account-order", "/leads/{lead}/", dialog="/leads/{lead}/orders/new/"),
    Sight("account-touch", "/leads/{lead}/", dialog="/interactions/{touch}/edit/"),
    Sight("account-cadence", "/leads/{lead}/", dialog="/plans/{plan}/cadence/"),
    Sight("account-put-off", "/leads/{lead}/", dialog="/leads/{lead}/put-off/"),
    Sight("account-move", "/leads/{lead}/", dialog="/plans/{plan}/move/"),
    Sight("account-bare", "/leads/{bare}/"),
    Sight("account-long", "/leads/{long}/"),
    Sight("edit-lead-long", "/leads/{long}/edit/"),
    Sight("log-call-long", "/leads/{long}/", dialog="/leads/{long}/log-call/"),
    Sight("account-plan", "/leads/{bare}/", dialog="/leads/{bare}/plan/"),
    Sight("plans", "/plans/"),
    Sight("plans-diary", "/plans/diary/"),
    Sight("plans-diary-team", "/plans/diary/", "manager"),
    Sight("plans-team", "/plans/?scope=team", "manager"),
    Sight("plans-empty", "/plans/", "new"),
    Sight("performance", "/results/"),
    Sight("performance-table", "/results/", act=open_table),
    Sight("performance-columns", "/results/?cols=value,health,at_stake,tier", act=open_columns),
    Sight("performance-hour", "/results/", act=point_at_hour),
    Sight("performance-team", "/results/", "manager"),
    Sight("performance-empty", "/results/", "new"),
    Sight("track-record", "/results/track-record/"),
    Sight("track-record-empty", "/results/track-record/", "new"),
    Sight("team", "/team/", "manager"),
    Sight("team-hand-over", "/team/", "manager", dialog="/team/{user}/hand-over/"),
    Sight("team-handing", "/team/hand-over/{handing}/", "manager"),
    Sight("taking-back", "/undo/{taking}/", "manager"),
    Sight("new-lead", "/leads/new/"),
    Sight("new-lead-alike", "/leads/new/", act=enter_what_there_is, shows=("/leads/alike/",)),
    Sight("new-lead-refused", "/leads/new/", act=be_refused),
    Sight("new-lead-here", "/leads/", act=add_here),
    Sight("new-lead-left", "/leads/", act=nearly_leave),
    Sight("edit-lead-here", "/leads/{lead}/", act=edit_here),
    Sight("edit-lead", "/leads/{lead}/edit/"),
    Sight("settings", "/settings/"),
    Sight("start", "/start/", "admin"),
    Sight("import", "/import/", "admin"),
    Sight("import-checked", "/import/", "manager", act=check_a_list),
    Sight("import-long", "/import/{list}/", "admin"),
    Sight("log-in", "/log-in/", "nobody"),
    Sight("forgotten", "/password/forgotten/", "nobody"),
    Sight("forgotten-sent", "/password/sent/", "nobody"),
    Sight("forgotten-stale", "/password/new/MQ/a-token/", "nobody"),
    Sight("offline", "/offline/", "nobody"),
    Sight("welcome-stale", "/welcome/a-token/", "nobody", status=404),
    Sight("error-400", "/leads/?q=%00", status=400),
    Sight("error-403", "/team/", status=403),
    Sight("error-404", "/leads/999999999/", status=404),
]
# While the database is empty.
FIRST_SIGHTS = [Sight("welcome", "/welcome/{token}/", "nobody")]
# Nothing to look at.
UNSEEN = {
    "files/<int:pk>/": "a file",
    "manifest.webmanifest": "for the installer of apps",
    "sw.js": "the service worker",
    "offline/call/": "kept by the service worker for a day without a network",
    "offline/me/": "data",
    "start/demo/": "shown once, while an empty database is filled",
    "leads/csv/": "a file",
    "leads/csv/all/": "a file",
    "contacts/csv/": "a file",
    "interactions/csv/": "a file",
    "trash/csv/": "a file",
    "results/csv/": "a file",
    "import/<int:pk>/refused.csv": "a file",
    "trash/contacts/csv/": "a file",
    "trash/interactions/csv/": "a file",
}
