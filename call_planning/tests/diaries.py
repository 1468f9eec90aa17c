"""A KAM with room for two calls a day, and what tests ask of their diary."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from call_planning.models import CallPlan
from call_planning.services.plans import create_plan
from leads.tests.factories import make_lead
from users.models import User
from users.tests.cast import CastMixin, client_of

ALWAYS = {day: ["09:00", "17:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


class DiaryMixin(CastMixin):
    moment: datetime
    today: date

    def setUp(self) -> None:
        User.objects.filter(pk=self.owner.pk).update(working_week=ALWAYS, call_capacity=2)
        self.owner.refresh_from_db()
        self.moment = timezone.now()
        self.today = self.moment.date()

    def day(self, ahead: int) -> str:
        return (self.today + timedelta(days=ahead)).isoformat()

    def plan_due(self, ahead: int, *, frequency: str = "WEEKLY", **columns: Any) -> CallPlan:
        lead = make_lead(assigned_to=self.owner)
        noon = datetime.combine(self.today, datetime.min.time(), tzinfo=self.moment.tzinfo)
        due = noon + timedelta(days=ahead, hours=12)
        plan = create_plan(lead, by=self.owner, frequency=frequency, next_call_date=due)
        CallPlan.objects.filter(pk=plan.pk).update(**columns)
        return plan

    def propose(self, user: User | None = None, **body: Any) -> dict[str, Any]:
        answer = client_of(user or self.owner).post("/call/plan/", {"days": 10} | body)
        assert answer.status_code == 200, answer.content
        told: dict[str, Any] = answer.json()
        return told

    def accept(self, moves: list[dict[str, Any]], user: User | None = None) -> Any:
        wanted = [{name: move[name] for name in ("plan", "day", "version")} for move in moves]
        return client_of(user or self.owner).post("/call/plan/accept/", {"moves": wanted})

    def stored(self, plan: CallPlan) -> CallPlan:
        return CallPlan.objects.get(pk=plan.pk)
