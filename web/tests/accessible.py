"""axe-core in the page: put in once, asked as often as needed."""

from typing import TYPE_CHECKING, Any

try:
    from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
except ImportError:  # the runtime requirements alone; the tests skip
    AXE_SCRIPT = ""

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
# Colours are all that a theme changes.
COLOURS = ["color-contrast", "link-in-text-block"]
# Two frames, so that a transition of the style sheets is over.
RUN = """
async (options) => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const { violations } = await axe.run(document, options);
  return violations.map((v) => [
    v.id, v.nodes.slice(0, 3).map((n) => [n.html.slice(0, 160), n.failureSummary]),
  ]);
}
"""


def violations(page: "Page", *, colours_only: bool = False) -> list[Any]:
    """Return what axe-core finds: (rule, the first places with the reason)."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    only = {"type": "rule", "values": COLOURS} if colours_only else {"type": "tag", "values": TAGS}
    options = {"runOnly": only, "resultTypes": ["violations"]}
    found: list[Any] = page.evaluate(RUN, options)
    return found
