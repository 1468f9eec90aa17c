"""Contacts as JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from contact.api.serializers import ContactInput, ContactRow
from contact.models import Contact
from contact.rules import RoleCode
from contact.services.writing import (
    create_contact,
    delete_contact,
    home_of,
    restore_contact,
    update_contact,
)
from kernel.api import filters
from kernel.api.listing import Listing
from kernel.api.rows import Rows
from kernel.api.views import ApiViewSet, expected_version, shown, validated
from kernel.errors import NotInReach
from users.policies import person

CONTACTS = Listing(
    rows=Rows(ContactRow),
    base=lambda viewer: Contact.objects.visible_to(viewer),
    filters=(
        filters.number("restaurant", "restaurant_id"),
        filters.choice("role_code", RoleCode.values),
        filters.boolean("is_primary"),
        filters.boolean("do_not_call"),
        filters.missing("present", "left_on__isnull"),
    ),
    orderings={"id": "id", "name": "name", "created_at": "created_at"},
    search="search_key",
)


class ContactViewSet(ApiViewSet):
    listings = {"list": CONTACTS}

    def get_contact(self, request: Request, pk: str) -> Contact:
        rows = Contact.objects.visible_to(person(request)).select_related("restaurant")
        contact = rows.filter(pk=int(pk)).first()
        if contact is None:
            raise NotInReach
        return contact

    @extend_schema(responses=ContactRow(many=True))
    def list(self, request: Request) -> Response:
        """List the people in your reach."""
        return CONTACTS.respond(request)

    @extend_schema(request=ContactInput, responses={201: ContactRow})
    def create(self, request: Request) -> Response:
        """Add a person to a restaurant."""
        values = validated(ContactInput, request)
        restaurant = home_of(person(request), values.pop("restaurant"))
        contact = create_contact(restaurant, by=person(request), **values)
        return shown(CONTACTS.rows.of(contact), status=201)

    @extend_schema(responses=ContactRow)
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one contact."""
        return shown(CONTACTS.rows.of(self.get_contact(request, pk)))

    @extend_schema(request=ContactInput, responses=ContactRow)
    def update(self, request: Request, pk: str) -> Response:
        """Change a contact; fields left out stay as they are."""
        return self.change(request, pk, partial=False)

    @extend_schema(request=ContactInput, responses=ContactRow)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change some fields of a contact."""
        return self.change(request, pk, partial=True)

    def change(self, request: Request, pk: str, *, partial: bool) -> Response:
        contact = self.get_contact(request, pk)
        values = validated(ContactInput, request, partial=partial)
        if "restaurant" in values:
            values["restaurant"] = home_of(person(request), values["restaurant"])
        version = expected_version(request, contact.pk)
        contact = update_contact(contact, by=person(request), expected_version=version, **values)
        return shown(CONTACTS.rows.of(contact))

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Delete a contact; what was said with them stays."""
        contact = self.get_contact(request, pk)
        version = expected_version(request, contact.pk)
        delete_contact(contact, by=person(request), expected_version=version)
        return Response(status=204)

    @extend_schema(request=None, responses=ContactRow)
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: str) -> Response:
        """Bring a deleted contact back."""
        rows = Contact.objects.deleted_in_reach(person(request)).select_related("restaurant")
        contact = rows.filter(pk=int(pk)).first()
        if contact is None:
            raise NotInReach
        version = expected_version(request, contact.pk)
        contact = restore_contact(contact, by=person(request), expected_version=version)
        return shown(CONTACTS.rows.of(contact))
