"""How accounts are doing, as JSON."""

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from interaction_tracking.models import Order
from kernel.api.views import ApiViewSet
from kernel.clock import local_day, zone_of
from kernel.text import is_between
from performance_tracking.api.details import (
    account_in_reach,
    health_over_time,
    in_words,
    track_record,
    with_months_ahead,
)
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
    PatternRow,
    PortfolioRow,
    RankedAccount,
    TeamMemberRow,
    TrackRecord,
    UnderperformingAccount,
)
from performance_tracking.querysets.months import counted_orders, monthly, totals
from performance_tracking.querysets.team import funnel, team
from users.policies import person

TEAM_DAYS = 28
PORTFOLIO_MONTHS = 18


def number_asked(request: Request, name: str, *, default: int, most: int) -> int:
    text = request.query_params.get(name, str(default))
    if not is_between(text, 1, most):
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
        """Accounts that are overdue and perhaps lost, those with most at stake first."""
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

    @extend_schema(responses=PortfolioRow(many=True), parameters=[OpenApiParameter("months", int)])
    def portfolio(self, request: Request) -> Response:
        """Orders and revenue by month, oldest first, and what this month and three more bring."""
        user, now = person(request), timezone.now()
        months = number_asked(request, "months", default=PORTFOLIO_MONTHS, most=60)
        zone = zone_of(user.timezone)
        past = monthly(counted_orders(user), now=now, zone=zone, months=months)
        return Response(with_months_ahead(past, user, today=local_day(now, zone)))

    @extend_schema(responses=TrackRecord)
    def track_record(self, request: Request) -> Response:
        """What our forecasts said, and what happened."""
        user = person(request)
        return Response(track_record(user, today=local_day(timezone.now(), zone_of(user.timezone))))

    @extend_schema(responses=AccountDetail)
    def account(self, request: Request, pk: str) -> Response:
        """One account: its orders, its rhythm, its forecast in words, its health, its months."""
        user, now = person(request), timezone.now()
        lead = account_in_reach(user, int(pk))
        row = PERFORMING.rows.of(lead)
        add_lateness([row], user)
        orders = Order.objects.filter(lead=lead).counted()
        sums = totals(orders)
        row |= {"revenue": sums["revenue"], "average_order_value": sums["average_order_value"]}
        row |= in_words(lead, now=now) | health_over_time(lead)
        row["months"] = monthly(
            orders, now=now, zone=zone_of(user.timezone), months=PORTFOLIO_MONTHS
        )
        return Response(row)
