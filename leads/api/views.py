"""Restaurants as JSON."""

from django.db.models import BigIntegerField
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from kernel.api.rows import first
from kernel.api.views import ApiViewSet, expected_version, shown, validated
from kernel.errors import NotInReach
from kernel.slots import AnyViewer, Slot
from leads.api.listings import LEADS, STEPS, TIMELINE, TRASH, leads_like
from leads.api.serializers import (
    CreatedLead,
    EventRow,
    LeadInput,
    LeadRow,
    StatusChangeRequest,
    StatusChangeRow,
)
from leads.models import Lead
from leads.rules.status import LeadStatus
from leads.services.pipeline import change_lead_status
from leads.services.trash import restore_lead, trash_lead
from leads.services.writing import create_lead, update_lead
from users.policies import person

EXAMPLE = OpenApiExample(
    "The Great Restaurant",
    {
        "name": "The Great Restaurant",
        "address": "123 Food Street",
        "city": "New York",
        "state": "New York",
        "pincode": "10001",
        "contact_person": "John Doe",
        "phone": "+1234567890",
        "email": "johndoe@example.com",
        "lead_status": "NEW",
        "potential_revenue": 5000.00,
        "notes": "Interested in premium features.",
        "assigned_to": 1,
    },
    request_only=True,
)


class LeadViewSet(ApiViewSet):
    listings = {"list": LEADS, "trash": TRASH}

    def get_lead(self, request: Request, pk: str) -> Lead:
        lead = Lead.objects.visible_to(person(request)).filter(pk=int(pk)).first()
        if lead is None:
            raise NotInReach
        return lead

    @extend_schema(responses=LeadRow(many=True))
    def list(self, request: Request) -> Response:
        """List the restaurants in your reach."""
        return LEADS.respond(request)

    @extend_schema(request=LeadInput, responses={201: CreatedLead}, examples=[EXAMPLE])
    def create(self, request: Request) -> Response:
        """Add a restaurant; rows that may be the same one are named in the answer."""
        lead = create_lead(by=person(request), **validated(LeadInput, request))
        alike = leads_like(lead, person(request))
        return shown({**LEADS.rows.of(lead), "possible_duplicates": alike}, status=201)

    @extend_schema(responses=LeadRow)
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one restaurant."""
        user = person(request)
        rows = LEADS.rows.read(
            ("one", user.role, user.team_id is not None),
            lambda: Lead.objects.visible_to(AnyViewer(user.role, user.team_id is not None)).filter(
                pk=Slot("pk", BigIntegerField())
            ),
            {"viewer": user.pk, "viewer_team": user.team_id, "pk": int(pk)},
        )
        return shown(first(rows))

    @extend_schema(request=LeadInput, responses=LeadRow, examples=[EXAMPLE])
    def update(self, request: Request, pk: str) -> Response:
        """Change a restaurant; fields left out stay as they are, the name is required."""
        return self.change(request, pk, partial=False)

    @extend_schema(request=LeadInput, responses=LeadRow)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change some fields of a restaurant."""
        return self.change(request, pk, partial=True)

    def change(self, request: Request, pk: str, *, partial: bool) -> Response:
        lead = self.get_lead(request, pk)
        values = validated(LeadInput, request, partial=partial)
        version = expected_version(request, lead.pk)
        lead = update_lead(lead, by=person(request), expected_version=version, **values)
        return shown(LEADS.rows.of(lead))

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Move a restaurant to the trash, with everything below it."""
        lead = self.get_lead(request, pk)
        trash_lead(lead, by=person(request), expected_version=expected_version(request, lead.pk))
        return Response(status=204)

    @extend_schema(request=StatusChangeRequest, responses=LeadRow)
    @action(detail=True, methods=["post"])
    def change_status(self, request: Request, pk: str) -> Response:
        """Move a restaurant along the pipeline; the same status again changes nothing."""
        lead = self.get_lead(request, pk)
        asked = validated(StatusChangeRequest, request)
        to = LeadStatus(asked.pop("status"))
        asked["expected_version"] = expected_version(request, lead.pk)
        return shown(LEADS.rows.of(change_lead_status(lead, to=to, by=person(request), **asked)))

    @extend_schema(responses=StatusChangeRow(many=True))
    @action(detail=True, methods=["get"])
    def status_history(self, request: Request, pk: str) -> Response:
        """Read the steps of a restaurant along the pipeline, newest first."""
        return STEPS.respond(request, lead=self.get_lead(request, pk).pk)

    @extend_schema(responses=EventRow(many=True))
    @action(detail=True, methods=["get"])
    def timeline(self, request: Request, pk: str) -> Response:
        """Read everything that happened to a restaurant, newest first."""
        return TIMELINE.respond(request, lead=self.get_lead(request, pk).pk)

    @extend_schema(responses=LeadRow(many=True))
    @action(detail=False, methods=["get"])
    def trash(self, request: Request) -> Response:
        """List the restaurants in the trash."""
        return TRASH.respond(request)

    @extend_schema(request=None, responses=LeadRow)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        """Bring a restaurant back from the trash with everything below it."""
        lead = Lead.objects.trash_of(person(request)).filter(pk=int(pk)).first()
        if lead is None:
            raise NotInReach
        version = expected_version(request, lead.pk)
        lead = restore_lead(lead, by=person(request), expected_version=version)
        return shown(LEADS.rows.of(lead))
