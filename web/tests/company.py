"""A company to look at: the demo's, with something of every kind in it."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan, record_call
from contact.models import Contact
from contact.services.writing import delete_contact
from contact.tests.factories import make_contact
from demo.services.loading import load_company
from files.services.writing import remove_file
from files.tests.factories import make_file
from interaction_tracking.models import Interaction
from interaction_tracking.services.log import delete_interaction, log_interaction
from leads.models import Lead
from leads.rules.status import LeadStatus
from leads.services.trash import trash_lead
from leads.tests.factories import make_lead
from performance_tracking.models import AccountRhythm
from performance_tracking.services.refresh import refresh_forecasts
from transfers.services.lists import Wanted
from transfers.services.long_imports import keep_list
from users.models import User
from users.services.first_account import welcome_token
from web.lists.back import begin_taking_back
from web.lists.saved import save_view
from web.models import Batch
from web.team.handing import begin_hand_over
from web.tests.sights import Sight, Words

# Forecasts old enough to be judged, a health before that of today, and today's.
WEEKS_BACK = (6, 5, 1, 0)
# Without a blank to break it at: on a phone it once pushed the page sideways.
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter"
LETTERS = (
    ("INBOUND", "Delivery next week\nCould the van come before ten on Tuesday?"),
    ("OUTBOUND", "Re: Delivery next week\nYes: between eight and half past nine."),
)


@dataclass(frozen=True)
class Company:
    """Who looks, and what stands in the addresses of the sights."""

    people: dict[str, User | None]
    words: Words

    def path(self, sight: Sight) -> str:
        return sight.path.format(**self.words)

    def dialog(self, sight: Sight) -> str:
        return sight.dialog.format(**self.words)


def no_company() -> Company:
    """The empty database, before the first account."""
    return Company({"nobody": None}, {"token": welcome_token() or ""})


def make_company(*, accounts: int) -> Company:
    """Load it into an empty database; one KAM's rows are the ones looked at."""
    now = timezone.now()
    loaded = load_company(accounts=accounts, seed=1, password="demo", now=now)
    for weeks in WEEKS_BACK:
        refresh_forecasts(now=now - timedelta(weeks=weeks))
    staff = loaded.staff[1]
    kam = staff.kams[0]
    newcomer = User.objects.create(username="newcomer", first_name="Noor", team=kam.team)
    people = {
        "kam": kam,
        "manager": staff.manager,
        "admin": loaded.admin,
        "new": newcomer,
        "nobody": None,
    }
    words = words_of(kam) | {
        "user": str(staff.kams[1].pk),
        "list": str(waiting_list(by=loaded.admin)),
        "handing": str(waiting_hand_over(by=staff.manager, to=staff.kams[1])),
        "taking": str(waiting_undo(by=staff.manager)),
    }
    return Company(people, words)


def words_of(kam: User) -> dict[str, str]:
    ours = Lead.objects.visible_to(kam).filter(assigned_to=kam)
    busiest = AccountRhythm.objects.filter(
        lead__in=ours.filter(lead_status=LeadStatus.CONVERTED, call_plan__isnull=False)
    ).order_by("-orders")
    lead = busiest.select_related("lead")[0].lead
    bare = make_lead(assigned_to=kam, name="A Place Nobody Called Yet", city=lead.city)
    make_lead(assigned_to=kam, name="The Place Next Door", city=lead.city, parent=lead)
    fill_the_trash(ours.exclude(pk__in=[lead.pk, bare.pk]), by=kam)
    save_view(by=kam, name="Best of the city", page="leads", query="tier=A", shared=True)
    let_calls_be_due(ours.exclude(pk=lead.pk))
    call_some(ours.exclude(pk=lead.pk), by=kam)
    write_letters(lead, by=kam)
    view = save_view(by=kam, name="By name", page="leads", query="sort=name", shared=False)
    gone = make_file(lead, by=kam, name="Price list 2025.csv", media_type="text/csv")
    remove_file(gone, by=kam)
    rows: dict[str, Any] = {
        "lead": lead.pk,
        "file": make_file(
            lead, by=kam, name="Contract, signed.pdf", media_type="application/pdf"
        ).pk,
        "bare": bare.pk,
        "long": long_named(lead, by=kam).pk,
        "plan": CallPlan.objects.get(lead=lead).pk,
        "contact": Contact.objects.filter(restaurant=lead, deleted_at=None)[0].pk,
        "touch": Interaction.objects.filter(lead=lead, order__isnull=False).latest("date").pk,
        "view": view.pk,
        "phone": lead.phone_e164,
    }
    return {name: str(value) for name, value in rows.items()}


def long_named(like: Lead, *, by: User) -> Lead:
    """A lead of the longest names, with somebody to call and something said."""
    lead = make_lead(
        assigned_to=by,
        name=LONG,
        city="Llanfairpwllgwyngyllgogerychwyrndrobwll",
        cuisine_type="Nouvelle-méditerranéenne",
        lead_status=LeadStatus.NEGOTIATING,
        timezone=like.timezone,
    )
    make_contact(lead, by=by, name=LONG, phone="+12125550100", email=f"{LONG.lower()}@a.example")
    create_plan(lead, by=by, frequency="BIWEEKLY")
    log_interaction(lead, by=by, interaction_type="NOTE", details=LONG * 3)
    return lead


def waiting_list(*, by: User) -> int:
    """A list too long for a request, which no worker has taken yet."""
    wanted = Wanted(kind="leads", mapping={"name": "name", "city": "city"}, by=by)
    file = BytesIO(b"name,city\nThe Long List,Oslo\n")
    return keep_list(file, wanted, name="restaurants.csv", rows=3001).pk


def waiting_hand_over(*, by: User, to: User) -> int:
    """More leads than somebody waits for, which no worker has taken yet."""
    ids = Lead.objects.visible_to(by).values_list("pk", flat=True)
    return begin_hand_over(list(ids), by=by, to=to.pk, note="").pk


def waiting_undo(*, by: User) -> int:
    """More than somebody waits for is taken back, once a worker comes."""
    rows = [[pk, {}, 1] for pk in Lead.objects.visible_to(by).values_list("pk", flat=True)]
    batch = Batch(by=by, facts={"kind": "leads", "rows": rows})
    return begin_taking_back(batch).pk


def let_calls_be_due(leads: Any) -> None:
    """Some today, some for days: a day has both."""
    plans = list(CallPlan.objects.filter(lead__in=leads, paused_at=None).order_by("pk")[:5])
    now = timezone.now()
    for days, plan in enumerate(plans):
        plan.due_at = plan.next_call_date = now - timedelta(days=days)
    CallPlan.objects.bulk_update(plans, ["due_at", "next_call_date"])


def call_some(leads: Any, *, by: User) -> None:
    """Two of the calls of the day are done."""
    plans = CallPlan.objects.filter(lead__in=leads, paused_at=None, due_at__lte=timezone.now())
    for plan, outcome in zip(plans.order_by("due_at"), ("CONNECTED", "NO_ANSWER"), strict=False):
        record_call(plan, by=by, outcome=outcome, details="Asks for the new price list.")


def write_letters(lead: Lead, *, by: User) -> None:
    """One from them, and our answer."""
    for direction, letter in LETTERS:
        log_interaction(lead, by=by, interaction_type="EMAIL", direction=direction, details=letter)


def fill_the_trash(leads: Any, *, by: User) -> None:
    """Delete a restaurant, a contact and an interaction."""
    gone, other = leads.filter(outlets__isnull=True, parent=None).order_by("pk")[:2]
    delete_contact(Contact.objects.filter(restaurant=other, deleted_at=None)[0], by=by)
    delete_interaction(Interaction.objects.filter(lead=other, deleted_at=None)[0], by=by)
    trash_lead(gone, by=by)
