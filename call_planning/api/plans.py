"""The list of call plans, and finding one of them in reach."""

from rest_framework.request import Request
from rest_framework.response import Response

from call_planning.api.serializers import PlanRow
from call_planning.models import CallPlan
from call_planning.rules.frequency import Frequency
from kernel.api import filters
from kernel.api.listing import Listing
from kernel.api.rows import Rows
from kernel.api.views import ApiViewSet, shown
from kernel.errors import NotInReach
from leads.models import Tier
from users.policies import person

PLANS = Listing(
    rows=Rows(PlanRow),
    base=lambda viewer: CallPlan.objects.visible_to(viewer),
    filters=(
        filters.number("lead", "lead_id"),
        filters.choice("frequency", Frequency.values),
        filters.number("assigned_to", "lead__assigned_to_id"),
        filters.choice("tier", Tier.values, "lead__tier"),
        filters.missing("active", "paused_at__isnull"),
        filters.when("due_before", "due_at__lt"),
        filters.when("due_from", "due_at__gte"),
    ),
    orderings={"id": "id", "next_call_date": "next_call_date", "due_at": "due_at"},
    search="lead__search_key",
)


class PlanDoor(ApiViewSet):
    def get_plan(self, request: Request, pk: str) -> CallPlan:
        plans = CallPlan.objects.visible_to(person(request))
        plan = plans.select_related("lead__assigned_to", "created_by").filter(pk=int(pk)).first()
        if plan is None:
            raise NotInReach
        return plan

    def plan_shown(self, plan: CallPlan, *, status: int = 200) -> Response:
        return shown(PLANS.rows.of(plan), status=status)
