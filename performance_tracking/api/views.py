"""How accounts are doing, as JSON."""

from typing import cast

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from interaction_tracking.models import Order
from kernel.api.views import ApiViewSet
from kernel.clock import zone_of
from kernel.errors import NotInReach
from leads.models import Lead
from performance_tracking.api.listings import (
    AT_RISK,
    PATTERNS,
    PERFORMING,
    UNDERPERFORMING,
    add_lateness,
)
from performance_tracking.api.serializers import (
    AccountDetail,
    FunnelRow,
    MonthRow,
    PatternRow,
    RankedAccount,
    TeamMemberRow,
    UnderperformingAccount,
)
from performance_tracking.querysets.months import counted_orders, monthly, totals
from performance_tracking.querysets.team import funnel, team
from users.models import User

TEAM_DAYS = 28
PORTFOLIO_MONTHS = 18


def person(request: Request) -> User:
    return cast(User, request.user)


def number_asked(request: Request, name: str, *, default: int, most: int) -> int:
    text = request.query_params.get(name, str(default))
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= most:
        raise ValidationError({name: [f"A whole number from 1 to {most} is expected."]})
    return int(text)


class PerformanceViewSet(ApiViewSet):
    listings = {
        "performing": PERFORMING,
        "underperforming": UNDERPERFORMING,
        "at_risk": AT_RISK,
        "order_patterns": PATTERNS,
    }

    @extend_schema(responses=RankedAccount(many=True))
    def performing(self, request: Request) -> Response:
        """Won accounts with a high potential."""
        return PERFORMING.respond(request)

    @extend_schema(responses=UnderperformingAccount(many=True))
    def underperforming(self, request: Request) -> Response:
        """NEW or LOST with a low potential, or won and off their own rhythm."""
        return UNDERPERFORMING.respond(request)

    @extend_schema(responses=RankedAccount(many=True))
    def at_risk(self, request: Request) -> Response:
        """Accounts that are off their own rhythm."""
        return AT_RISK.respond(request)

    @extend_schema(responses=PatternRow(many=True))
    def order_patterns(self, request: Request) -> Response:
        """Orders of last month and this, like for like."""
        return PATTERNS.respond(request)

    @extend_schema(responses=FunnelRow(many=True))
    def funnel(self, request: Request) -> Response:
        """The pipeline, stage by stage."""
        return Response(funnel(person(request)))

    @extend_schema(responses=TeamMemberRow(many=True), parameters=[OpenApiParameter("days", int)])
    def team(self, request: Request) -> Response:
        """Who carries what, and what they did lately."""
        days = number_asked(request, "days", default=TEAM_DAYS, most=730)
        return Response(team(person(request), now=timezone.now(), days=days))

    @extend_schema(responses=MonthRow(many=True), parameters=[OpenApiParameter("months", int)])
    def portfolio(self, request: Request) -> Response:
        """Orders and revenue by month, oldest first."""
        user = person(request)
        months = number_asked(request, "months", default=PORTFOLIO_MONTHS, most=60)
        return Response(
            monthly(
                counted_orders(user),
                now=timezone.now(),
                zone=zone_of(user.timezone),
                months=months,
            )
        )

    @extend_schema(responses=AccountDetail)
    def account(self, request: Request, pk: str) -> Response:
        """One account: its orders, its rhythm, its months."""
        user = person(request)
        lead = Lead.objects.visible_to(user).select_related("rhythm").filter(pk=int(pk)).first()
        if lead is None:
            raise NotInReach
        row = PERFORMING.rows.of(lead)
        add_lateness([row], user)
        orders = Order.objects.filter(lead=lead).counted()
        sums = totals(orders)
        row |= {"revenue": sums["revenue"], "average_order_value": sums["average_order_value"]}
        row["months"] = monthly(
            orders, now=timezone.now(), zone=zone_of(user.timezone), months=PORTFOLIO_MONTHS
        )
        return Response(row)
