"""Call plans as JSON."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from call_planning.api.diary import DiaryActions
from call_planning.api.plans import PLANS
from call_planning.api.serializers import (
    CallInput,
    Coverage,
    Detail,
    FrequencyInput,
    PlanChange,
    PlanInput,
    PlanRow,
    SnoozeInput,
    TodayRow,
    Why,
)
from call_planning.api.today import PARAMETERS, respond_today
from call_planning.models import CallPlan
from call_planning.services.coverage import coverage
from call_planning.services.plans import (
    create_plan,
    delete_plan,
    pause_plan,
    record_call,
    resume_plan,
    snooze_plan,
    update_plan,
)
from call_planning.services.showing import why
from kernel.api.views import expected_version, validated
from kernel.errors import Invalid
from kernel.text import is_between
from leads.models import Lead
from users.policies import person

COVERAGE_DAYS = 28


def days_asked(request: Request) -> int:
    text = request.query_params.get("days", str(COVERAGE_DAYS))
    if not is_between(text, 1, 730):
        raise ValidationError({"days": ["A whole number from 1 to 730 is expected."]})
    return int(text)


class CallPlanViewSet(DiaryActions):
    listings = {"list": PLANS}

    def moved(
        self, request: Request, pk: str, move: Callable[..., CallPlan], **values: Any
    ) -> Response:
        """Do this to the plan, and show it."""
        plan = self.get_plan(request, pk)
        version = expected_version(request, plan.pk)
        return self.plan_shown(move(plan, by=person(request), expected_version=version, **values))

    @extend_schema(responses=PlanRow(many=True))
    def list(self, request: Request) -> Response:
        """List the call plans in your reach."""
        return PLANS.respond(request)

    @extend_schema(request=PlanInput, responses={201: PlanRow})
    def create(self, request: Request) -> Response:
        """Plan the calls of a lead; one plan a lead."""
        values = validated(PlanInput, request)
        lead = (
            Lead.objects.visible_to(person(request))
            .select_related("assigned_to")
            .filter(pk=values.pop("lead"))
            .first()
        )
        if lead is None:
            raise Invalid(lead="There is no such lead.")
        return self.plan_shown(create_plan(lead, by=person(request), **values), status=201)

    @extend_schema(responses=TodayRow(many=True), parameters=PARAMETERS)
    @action(detail=False, methods=["get"])
    def today(self, request: Request) -> Response:
        """Whom to call today: due or overdue, most urgent first."""
        return respond_today(request)

    @extend_schema(responses=Coverage, parameters=[OpenApiParameter("days", int)])
    @action(detail=False, methods=["get"])
    def coverage(self, request: Request) -> Response:
        """How well the plans were kept, per tier and KAM."""
        return Response(coverage(person(request), now=timezone.now(), days=days_asked(request)))

    @extend_schema(responses=PlanRow)
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one call plan."""
        return self.plan_shown(self.get_plan(request, pk))

    @extend_schema(request=PlanInput, responses=PlanRow)
    def update(self, request: Request, pk: str) -> Response:
        """Change a call plan; the lead stays the same."""
        return self.change(request, pk, validated(PlanInput, request))

    @extend_schema(request=PlanChange, responses=PlanRow)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change some fields of a call plan."""
        return self.change(request, pk, validated(PlanInput, request, partial=True))

    def change(self, request: Request, pk: str, values: dict[str, Any]) -> Response:
        plan = self.get_plan(request, pk)
        if values.pop("lead", plan.lead_id) != plan.lead_id:
            raise Invalid(lead="A plan stays with its lead; make another one instead.")
        version = expected_version(request, plan.pk)
        plan = update_plan(plan, by=person(request), expected_version=version, **values)
        return self.plan_shown(plan)

    @extend_schema(responses={200: Detail})
    def destroy(self, request: Request, pk: str) -> Response:
        """Delete a call plan; the calls stay on record."""
        plan = self.get_plan(request, pk)
        delete_plan(plan, by=person(request), expected_version=expected_version(request, plan.pk))
        return Response({"detail": "Successfully deleted the call plan."})

    @extend_schema(request=CallInput, responses=PlanRow)
    @action(detail=True, methods=["post"])
    def record_call(self, request: Request, pk: str) -> Response:
        """Record a call: it is logged as an interaction, and the plan moves on."""
        return self.moved(request, pk, record_call, **validated(CallInput, request))

    @extend_schema(request=FrequencyInput, responses=PlanRow)
    @action(detail=True, methods=["patch", "put"])
    def set_frequency(self, request: Request, pk: str) -> Response:
        """Set how often the lead is called."""
        partial = request.method == "PATCH"
        return self.change(request, pk, validated(FrequencyInput, request, partial=partial))

    @extend_schema(request=SnoozeInput, responses=PlanRow)
    @action(detail=True, methods=["post"])
    def snooze(self, request: Request, pk: str) -> Response:
        """Put the call off until a moment; the rhythm stays."""
        return self.moved(request, pk, snooze_plan, **validated(SnoozeInput, request))

    @extend_schema(request=None, responses=PlanRow)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, pk: str) -> Response:
        """Ask for no calls until the plan is resumed."""
        return self.moved(request, pk, pause_plan)

    @extend_schema(request=None, responses=PlanRow)
    @action(detail=True, methods=["post"])
    def resume(self, request: Request, pk: str) -> Response:
        """Ask for calls again."""
        return self.moved(request, pk, resume_plan)

    @extend_schema(responses=Why)
    @action(detail=True, methods=["get"])
    def why(self, request: Request, pk: str) -> Response:
        """Every term of this call's priority, with its numbers."""
        plan = self.get_plan(request, pk)
        return Response(why(plan, user=person(request), now=timezone.now()))
