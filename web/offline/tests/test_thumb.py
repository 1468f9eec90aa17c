"""On a phone a thumb finds what it aims at: 40 px high, or in the air around it."""

from datetime import timedelta

from django.utils import timezone

from call_planning.services.plans import create_plan
from contact.tests.factories import make_contact
from interaction_tracking.services.log import log_interaction
from leads.tests.factories import make_lead
from users.models import User
from web.tests.browser import BrowserTestCase

# A link inside a sentence may be as small as its line (WCAG 2.5.8, inline); what else is lower is
# tried 19 px above and below its middle: there it must still be hit, itself or by its label.
MISSED = """() => {
  const targets = "main :is(a, button, summary, input, select), .k-tabs-bottom > *";
  const missed = [];
  for (const target of document.querySelectorAll(targets)) {
    const seen = target.checkVisibility({ visibilityProperty: true });
    if (!seen || target.closest("thead, p, dd, dialog, .k-hidden")) continue;
    target.scrollIntoView({ block: "center", inline: "center" });
    const whole = target.closest("label") ?? target;
    const { x, y, width, height } = target.getBoundingClientRect();
    if (height >= 40) continue;
    const at = (off) => document.elementFromPoint(x + width / 2, y + height / 2 + off);
    if (![-19, 19].every((off) => whole.contains(at(off)))) missed.push(target.outerHTML);
  }
  return missed;
}"""


class ThumbTests(BrowserTestCase):
    def test_every_target_takes_a_thumb(self) -> None:
        boss = User.objects.create(username="boss", role="MANAGER")
        lead = make_lead(assigned_to=boss, name="Osteria Lucca", phone="+442079460000", tier="A")
        make_contact(lead, by=boss, name="Marco", phone="+442079460001")
        at = timezone.now() - timedelta(days=2)
        create_plan(lead, by=boss, frequency="WEEKLY", next_call_date=at)
        log_interaction(lead, by=boss, interaction_type="ORDER")
        pages = ["/", "/pipeline/", "/leads/", "/contacts/", "/interactions/", "/plans/"]
        pages += [
            "/results/",
            "/team/",
            "/trash/",
            f"/leads/{lead.pk}/",
            "/leads/new/",
            "/settings/",
        ]
        with self.window(boss, size="phone") as page:
            for path in pages:
                with self.subTest(path):
                    page.goto(path)

                    self.assertEqual(page.evaluate(MISSED), [])
