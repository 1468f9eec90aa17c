"""What a manager can do to a lead and its call plan, through the API, on a clock of ours."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from leads.rules.status import LeadStatus
from tests.clocked import Clocked
from tests.life_model import Plan, Touch
from users.models import User
from users.tests.cast import client_of

ZONES = {"owner": "Europe/London", "teammate": "America/New_York", "manager": "Asia/Kolkata"}
# Just before the clocks change in London and in New York, and before months that end early.
STARTS = [
    datetime(*day, 9, 30, tzinfo=UTC)
    for day in ((2026, 3, 6), (2026, 3, 27), (2026, 10, 23), (2026, 10, 30), (2027, 1, 29))
]
EVERY_DAY = {day: ["09:00", "17:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
HOURS = st.sampled_from([1, 5, 23, 24, 25, 48, 24 * 7, 24 * 28, 24 * 31, 24 * 62])
FREQUENCIES = st.sampled_from(
    [(name, None) for name in ("DAILY", "WEEKLY", "BIWEEKLY", "MONTHLY", "QUARTERLY")]
    + [("CUSTOM", 1), ("CUSTOM", 45)]
)
OUTCOMES = st.sampled_from(["CONNECTED", "NO_ANSWER", "BUSY", "LEFT_MESSAGE", "CALL_BACK"])
AHEAD = st.none() | HOURS


class Doings(Clocked):
    """One lead of the team, worked on by its manager through the API."""

    clock = STARTS[0]

    # --- doing -------------------------------------------------------------------------------

    @initialize(start=st.sampled_from(STARTS), frequency=FREQUENCIES)
    def begin(self, start: datetime, frequency: tuple[str, int | None]) -> None:
        self.clock = start
        for name, zone in ZONES.items():
            User.objects.filter(username=name).update(timezone=zone, working_week=EVERY_DAY)
        self.people = {user.username: user for user in User.objects.all()}
        self.client = client_of(self.people["manager"])
        self.owner: str | None = "owner"
        body = {"name": "The Great Restaurant", "assigned_to": self.people["owner"].pk}
        self.lead = self.client.post("/lead/restaurants/", body).json()["id"]
        self.path = f"/lead/restaurants/{self.lead}/"
        self.status, self.steps, self.events = "NEW", [("NEW", self.clock)], 1
        self.trashed = self.was_trashed = False
        self.touches: dict[int, Touch] = {}
        self.plan: Plan | None = None
        self.people_there: list[int] = []
        self.primary: int | None = None
        self.row = self.client.get(self.path).json()
        self.make_plan(frequency)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(ZONES[self.owner or "manager"])

    def send(self, method: str, path: str, body: Any = None, *, expect: int = 200) -> Any:
        """Write a minute later; the answer is as expected, and there is one event more."""
        self.clock += timedelta(minutes=1)
        answer = getattr(self.client, method)(path, body)
        assert answer.status_code == expect, (method, path, body, answer.content)
        self.events += expect < 300
        return answer.json() if answer.content else None

    @rule(hours=HOURS)
    def time_passes(self, hours: int) -> None:
        self.clock += timedelta(hours=hours)

    # --- the pipeline ------------------------------------------------------------------------

    @precondition(lambda self: not self.trashed)
    @rule(to=st.sampled_from(LeadStatus.values), door=st.sampled_from(["change", "patch", "put"]))
    def move(self, to: str, door: str) -> None:
        if door == "change":
            self.send("post", f"{self.path}change_status/", {"status": to})
        else:
            body = {"name": "The Great Restaurant", "lead_status": to}
            self.send(door, self.path, body)
        if to == self.status:
            self.events -= 1
            return
        self.status = to
        self.steps.append((to, self.clock))

    @precondition(lambda self: not self.trashed)
    @rule(to=st.sampled_from(["owner", "teammate", None]))
    def reassign(self, to: str | None) -> None:
        self.send("patch", self.path, {"assigned_to": self.people[to].pk if to else None})
        self.events -= to == self.owner
        self.owner = to
        if self.plan:
            self.plan.zone = self.zone

    @rule()
    def trash_or_restore(self) -> None:
        if self.trashed:
            self.send("post", f"{self.path}restore/")
        else:
            self.send("delete", self.path, expect=204)
        self.trashed = not self.trashed

    # --- people ------------------------------------------------------------------------------

    @precondition(lambda self: not self.trashed)
    @rule(primary=st.booleans())
    def add_contact(self, primary: bool) -> None:  # noqa: FBT001 - hypothesis calls by name
        body = {"restaurant": self.lead, "name": "Jo", "is_primary": primary}
        pk = self.send("post", "/contact/contacts/", body, expect=201)["id"]
        self.people_there.append(pk)
        if primary or len(self.people_there) == 1:
            self.promote(pk, told=[pk])

    def promote(self, pk: int, *, told: list[int]) -> None:
        """Each whose turn it is or was gets a fact of their own, but for those `told` already."""
        self.events += len({pk, *([self.primary] if self.primary else [])} - set(told))
        self.primary = pk

    @precondition(lambda self: self.people_there and not self.trashed)
    @rule(pick=st.integers(0, 9), gone=st.booleans(), primary=st.booleans())
    def change_contact(self, pick: int, gone: bool, primary: bool) -> None:  # noqa: FBT001
        contact = self.people_there[pick % len(self.people_there)]
        path = f"/contact/contacts/{contact}/"
        if gone:
            self.send("delete", path, expect=204)
            self.people_there.remove(contact)
        else:
            self.send("patch", path, {"is_primary": primary})
        self.hand_on(contact, gone=gone, primary=primary)

    def hand_on(self, contact: int, *, gone: bool, primary: bool) -> None:
        """Say who is primary after a contact went, was chosen or gave it up."""
        others = [pk for pk in self.people_there if pk != contact]
        if gone and self.primary == contact:
            self.primary = None
            if others:
                self.promote(min(others), told=[])
        elif not gone and primary and self.primary != contact:
            self.promote(contact, told=[contact])
        elif not gone and not primary and self.primary == contact and others:
            self.promote(min(others), told=[contact])
        elif not gone:
            self.events -= 1  # nothing changed

    # --- what took place ---------------------------------------------------------------------

    @precondition(lambda self: not self.trashed)
    @rule(outcome=OUTCOMES, back=st.none() | HOURS, ahead=AHEAD)
    def log_call(self, outcome: str, back: int | None, ahead: int | None) -> None:
        self.log({"interaction_type": "CALL", "outcome": outcome}, back, ahead)

    @precondition(lambda self: not self.trashed)
    @rule(kind=st.sampled_from(["EMAIL", "NOTE", "ORDER"]), back=st.none() | HOURS)
    def log_other(self, kind: str, back: int | None) -> None:
        self.log({"interaction_type": kind}, back, None)

    def log(self, body: dict[str, Any], back: int | None, ahead: int | None) -> None:
        body["lead"] = self.lead
        now = self.clock + timedelta(minutes=1)
        touch = Touch(body["interaction_type"], body.get("outcome", ""), now, now)
        if back is not None:
            touch.at = now - timedelta(hours=back)
            body["date"] = touch.at.isoformat()
        if ahead is not None:
            touch.follow_up = now + timedelta(hours=ahead)
            body["follow_up_at"] = touch.follow_up.isoformat()
        touch.ordered = touch.kind == "ORDER"
        self.touches[self.send("post", "/track/interactions/", body, expect=201)["id"]] = touch
        if touch.kind == "CALL" and self.plan:
            self.plan.call(touch)

    @precondition(lambda self: self.there() and not self.trashed)
    @rule(pick=st.integers(0, 9))
    def delete_interaction(self, pick: int) -> None:
        pk = self.there()[pick % len(self.there())]
        self.send("delete", f"/track/interactions/{pk}/")
        self.touches[pk].gone = True
        if self.plan:
            self.plan.replay(list(self.touches.values()))

    @precondition(lambda self: self.orders() and not self.trashed)
    @rule(pick=st.integers(0, 9), status=st.sampled_from(["PLACED", "CANCELLED", "RETURNED"]))
    def settle_order(self, pick: int, status: str) -> None:
        pk = self.orders()[pick % len(self.orders())]
        self.send("patch", f"/track/interactions/{pk}/", {"order": {"status": status}})
        self.touches[pk].order_counts = status == "PLACED"

    def there(self) -> list[int]:
        return [pk for pk, touch in self.touches.items() if not touch.gone]

    def orders(self) -> list[int]:
        return [pk for pk in self.there() if self.touches[pk].ordered]

    # --- the call plan -----------------------------------------------------------------------

    @precondition(lambda self: not self.trashed)
    @rule(frequency=FREQUENCIES)
    def make_plan(self, frequency: tuple[str, int | None]) -> None:
        body = {"lead": self.lead, **frequency_of(frequency)}
        if self.plan is not None:
            refused = self.send("post", "/call/", body, expect=409)
            assert refused["code"] == "plan_exists"
            return
        self.plan_path = f"/call/{self.send('post', '/call/', body, expect=201)['id']}/"
        self.plan = Plan(self.clock, *frequency, zone=self.zone)

    @precondition(lambda self: self.plan and not self.trashed)
    @rule(frequency=FREQUENCIES, door=st.sampled_from(["set_frequency/", ""]))
    def change_frequency(self, frequency: tuple[str, int | None], door: str) -> None:
        plan = self.known_plan
        before = (plan.frequency, plan.interval, plan.next_call)
        self.send("patch", f"{self.plan_path}{door}", frequency_of(frequency))
        plan.change_frequency(*frequency)
        self.events -= before == (plan.frequency, plan.interval, plan.next_call)

    @precondition(lambda self: self.plan and not self.trashed)
    @rule(outcome=OUTCOMES, back=st.none() | HOURS)
    def record_call(self, outcome: str, back: int | None) -> None:
        now = self.clock + timedelta(minutes=1)
        call = Touch("CALL", outcome, now - timedelta(hours=back or 0), now)
        body = {"outcome": outcome, "last_called": call.at.isoformat()} if back else {}
        call.outcome = outcome if back else "CONNECTED"
        self.send("post", f"{self.plan_path}record_call/", body)
        newest = self.client.get(f"/track/interactions/?lead={self.lead}&ordering=-id&limit=1")
        self.touches[newest.json()[0]["id"]] = call
        self.known_plan.call(call)

    @precondition(lambda self: self.plan and not self.trashed)
    @rule(hours=HOURS)
    def snooze(self, hours: int) -> None:
        until = self.clock + timedelta(hours=hours)
        self.send("post", f"{self.plan_path}snooze/", {"until": until.isoformat()})
        self.known_plan.snooze(until, now=self.clock)

    @precondition(lambda self: self.plan and not self.trashed)
    @rule(paused=st.booleans())
    def pause_or_resume(self, paused: bool) -> None:  # noqa: FBT001
        self.send("post", f"{self.plan_path}{'pause' if paused else 'resume'}/")
        self.events -= self.known_plan.paused == paused
        self.known_plan.paused = paused

    @precondition(lambda self: self.plan and not self.trashed)
    @rule()
    def delete_plan(self) -> None:
        self.send("delete", self.plan_path)
        self.plan = None

    @property
    def known_plan(self) -> Plan:
        assert self.plan is not None
        return self.plan


def frequency_of(frequency: tuple[str, int | None]) -> dict[str, Any]:
    name, interval = frequency
    return {"frequency": name} | ({"interval_days": interval} if interval else {})
