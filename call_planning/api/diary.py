"""The diary as JSON: propose, accept, pin, and what cadences would do better."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from call_planning.api.plans import PlanDoor
from call_planning.api.serializers import PlanRow
from call_planning.rules.frequency import Frequency
from call_planning.services.cadences import suggested_cadences
from call_planning.services.days import Move, accept_days, pin_plan, unpin_plan
from call_planning.services.diary import CALLS_AT_MOST, DAYS_ASKED, DAYS_AT_MOST, propose_diary
from kernel.api.fields import IdField
from kernel.api.views import expected_version, validated
from kernel.errors import Invalid
from kernel.text import is_id
from users.models import User
from users.policies import person


class DiaryInput(serializers.Serializer[Any]):
    owner = IdField(required=False)
    days = serializers.IntegerField(required=False, min_value=1, max_value=DAYS_AT_MOST)


class DiaryDay(serializers.Serializer[Any]):
    day = serializers.DateField()
    room = serializers.IntegerField()
    calls_now = serializers.IntegerField()
    calls_proposed = serializers.IntegerField()
    repeats_expected = serializers.FloatField()


class DiaryMove(serializers.Serializer[Any]):
    plan = serializers.IntegerField()
    version = serializers.IntegerField()
    lead = serializers.IntegerField()
    lead_name = serializers.CharField()
    due_on = serializers.DateField()
    from_day = serializers.DateField()
    day = serializers.DateField(allow_null=True)
    days_overdue = serializers.IntegerField()
    priority = serializers.IntegerField()
    worth = serializers.FloatField(allow_null=True)
    reason = serializers.CharField()


class CadenceChange(serializers.Serializer[Any]):
    plan = serializers.IntegerField()
    version = serializers.IntegerField()
    lead = serializers.IntegerField()
    lead_name = serializers.CharField()
    frequency = serializers.ChoiceField(Frequency.choices)
    interval_days = serializers.IntegerField(allow_null=True)
    suggested_frequency = serializers.ChoiceField(Frequency.choices)


class LongerCadence(CadenceChange):
    hours_saved = serializers.FloatField()


class Workload(serializers.Serializer[Any]):
    calls_a_week = serializers.FloatField()
    room_a_week = serializers.FloatField()
    hours_needed = serializers.FloatField()
    hours_available = serializers.FloatField()
    over_promised = serializers.BooleanField()
    sentence = serializers.CharField()
    changes_needed = serializers.IntegerField()
    changes = LongerCadence(many=True)


class Diary(serializers.Serializer[Any]):
    owner = serializers.IntegerField()
    username = serializers.CharField()
    made_at = serializers.DateTimeField()
    days = DiaryDay(many=True)
    spread_now = serializers.FloatField()
    spread_proposed = serializers.FloatField()
    moves = DiaryMove(many=True)
    unplaced = DiaryMove(many=True)
    workload = Workload()


class MoveInput(serializers.Serializer[Any]):
    plan = IdField()
    day = serializers.DateField()
    version = serializers.IntegerField(min_value=1, max_value=2_147_483_647)


class AcceptInput(serializers.Serializer[Any]):
    moves: Any = serializers.ListSerializer(
        child=MoveInput(), allow_empty=False, max_length=CALLS_AT_MOST
    )


class Accepted(serializers.Serializer[Any]):
    accepted = serializers.ListField(child=serializers.IntegerField())
    unchanged = serializers.ListField(child=serializers.IntegerField())
    stale = serializers.ListField(child=serializers.IntegerField())


class PinInput(serializers.Serializer[Any]):
    day = serializers.DateField()


class SuggestedCadence(CadenceChange):
    ideal_days = serializers.FloatField()
    value_a_month = serializers.FloatField()
    volatility = serializers.FloatField()
    response = serializers.FloatField()
    gap_days = serializers.FloatField()
    reason = serializers.CharField()


MOVE = {"plan": 7, "day": "2026-12-02", "version": 3}


def owner_asked(request: Request, owner: int | None) -> User:
    """Return whose diary is meant: one's own, or that of somebody in one's team."""
    by = person(request)
    if owner is None or owner == by.pk:
        return by
    found: User | None = User.objects.visible_to(by).filter(pk=owner).first()
    if found is None:
        raise Invalid(owner="There is no such person.")
    return found


class DiaryActions(PlanDoor):
    @extend_schema(
        request=DiaryInput,
        responses=Diary,
        examples=[OpenApiExample("Four weeks", {"days": DAYS_ASKED}, request_only=True)],
    )
    @action(detail=False, methods=["post"])
    def plan(self, request: Request) -> Response:
        """Propose a levelled diary for the coming working days; nothing is moved."""
        asked = validated(DiaryInput, request)
        owner = owner_asked(request, asked.get("owner"))
        days = asked.get("days", DAYS_ASKED)
        return Response(propose_diary(owner, by=person(request), now=timezone.now(), days=days))

    @extend_schema(
        request=AcceptInput,
        responses=Accepted,
        examples=[
            OpenApiExample("Two of the moves", {"moves": [MOVE]}, request_only=True),
            OpenApiExample(
                "Accepted", {"accepted": [7], "unchanged": [], "stale": []}, response_only=True
            ),
        ],
    )
    @action(detail=False, methods=["post"], url_path="plan/accept")
    def accept(self, request: Request) -> Response:
        """Accept all of the moves proposed, or some: send those you want, as proposed."""
        moves = [Move(**dict(move)) for move in validated(AcceptInput, request)["moves"]]
        return Response(accept_days(moves, by=person(request), now=timezone.now()))

    @extend_schema(
        request=PinInput,
        responses=PlanRow,
        examples=[OpenApiExample("To a day", {"day": "2026-12-02"}, request_only=True)],
    )
    @action(detail=True, methods=["post"])
    def pin(self, request: Request, pk: str) -> Response:
        """Put the call on a day of your choice, where levelling leaves it."""
        plan = self.get_plan(request, pk)
        version = expected_version(request, plan.pk)
        day = validated(PinInput, request)["day"]
        by, now = person(request), timezone.now()
        return self.plan_shown(pin_plan(plan, by=by, day=day, now=now, expected_version=version))

    @extend_schema(request=None, responses={200: PlanRow})
    @pin.mapping.delete
    def unpin(self, request: Request, pk: str) -> Response:
        """Let levelling move the call again."""
        plan = self.get_plan(request, pk)
        version = expected_version(request, plan.pk)
        return self.plan_shown(unpin_plan(plan, by=person(request), expected_version=version))

    @extend_schema(
        responses=SuggestedCadence(many=True), parameters=[OpenApiParameter("owner", int)]
    )
    @action(detail=False, methods=["get"])
    def cadences(self, request: Request) -> Response:
        """The accounts that would better be called more or less often, and why."""
        text = request.query_params.get("owner")
        if text is not None and not is_id(text):
            raise Invalid(owner="There is no such person.")
        owner = owner_asked(request, int(text) if text else None)
        return Response(suggested_cadences(owner, by=person(request), now=timezone.now()))
