"""People and teams as JSON."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from kernel.api import filters
from kernel.api.listing import Listing
from kernel.api.rows import Rows
from kernel.api.views import ApiViewSet, expected_version, shown, validated
from kernel.errors import Invalid, NotInReach
from users.api.serializers import ProfileInput, TeamInput, TeamRow, UserInput, UserRow
from users.models import Team, User
from users.policies import is_admin, person
from users.rules import Role
from users.services.people import create_user, delete_team, save_team, update_user

USERS = Listing(
    rows=Rows(UserRow),
    base=lambda viewer: User.objects.visible_to(viewer).with_search_key(),
    filters=(
        filters.choice("role", Role.values),
        filters.number("team", "team_id"),
        filters.boolean("is_active"),
        filters.text("username"),
    ),
    orderings={"id": "id", "username": "username"},
    search="search_key",
)
TEAMS = Listing(
    rows=Rows(TeamRow),
    base=lambda viewer: Team.objects.visible_to(viewer).with_search_key(),
    orderings={"id": "id", "name": "name"},
    search="search_key",
)


def with_team(values: dict[str, Any]) -> dict[str, Any]:
    """Exchange the team's id for the column, if there is such a team."""
    if "team" not in values:
        return values
    team = values.pop("team")
    if team is not None and not Team.objects.filter(pk=team).exists():
        raise Invalid(team="There is no such team.")
    return {**values, "team_id": team}


class UserViewSet(ApiViewSet):
    listings = {"list": USERS}

    def get_user(self, request: Request, pk: str) -> User:
        user = User.objects.visible_to(person(request)).filter(pk=int(pk)).first()
        if user is None:
            raise NotInReach
        return cast(User, user)

    @extend_schema(responses=UserRow(many=True))
    def list(self, request: Request) -> Response:
        """List the people in your reach."""
        return USERS.respond(request)

    @extend_schema(responses=UserRow)
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one person."""
        return shown(USERS.rows.of(self.get_user(request, pk)))

    @extend_schema(request=UserInput, responses={201: UserRow})
    def create(self, request: Request) -> Response:
        """Add somebody (admins)."""
        if not is_admin(person(request)):
            raise PermissionDenied
        user = create_user(by=person(request), **with_team(validated(UserInput, request)))
        return shown(USERS.rows.of(user), status=201)

    @extend_schema(request=UserInput, responses=UserRow)
    def update(self, request: Request, pk: str, *, partial: bool = False) -> Response:
        """Change somebody: an admin anything, everybody their own profile."""
        user = self.get_user(request, pk)
        schema = UserInput if is_admin(person(request)) else ProfileInput
        values = with_team(validated(schema, request, partial=True))
        user = update_user(
            user, by=person(request), expected_version=expected_version(request, user.pk), **values
        )
        return shown(USERS.rows.of(user))

    @extend_schema(request=UserInput, responses=UserRow)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change some fields of somebody."""
        return self.update(request, pk)

    @extend_schema(methods=["GET"], responses=UserRow)
    @extend_schema(methods=["PATCH", "PUT"], request=ProfileInput, responses=UserRow)
    @action(detail=False, methods=["get", "patch", "put"])
    def me(self, request: Request) -> Response:
        """Read or change yourself."""
        user = person(request)
        if request.method == "GET":
            return shown(USERS.rows.of(user))
        values = validated(ProfileInput, request, partial=True)
        user = update_user(
            user, by=user, expected_version=expected_version(request, user.pk), **values
        )
        return shown(USERS.rows.of(user))


class TeamViewSet(ApiViewSet):
    listings = {"list": TEAMS}

    def get_team(self, request: Request, pk: str) -> Team:
        team = Team.objects.visible_to(person(request)).filter(pk=int(pk)).first()
        if team is None:
            raise NotInReach
        return team

    @extend_schema(responses=TeamRow(many=True))
    def list(self, request: Request) -> Response:
        """List the teams in your reach."""
        return TEAMS.respond(request)

    @extend_schema(responses=TeamRow)
    def retrieve(self, request: Request, pk: str) -> Response:
        """Read one team."""
        return shown(TEAMS.rows.of(self.get_team(request, pk)))

    @extend_schema(request=TeamInput, responses={201: TeamRow})
    def create(self, request: Request) -> Response:
        """Make a team (admins)."""
        team = save_team(None, by=person(request), **validated(TeamInput, request))
        return shown(TEAMS.rows.of(team), status=201)

    @extend_schema(request=TeamInput, responses=TeamRow)
    def update(self, request: Request, pk: str) -> Response:
        """Rename a team (admins)."""
        return self.rename(request, pk, **validated(TeamInput, request))

    @extend_schema(request=TeamInput, responses=TeamRow)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Rename a team (admins)."""
        return self.rename(request, pk, **validated(TeamInput, request, partial=True))

    def rename(self, request: Request, pk: str, *, name: str | None = None) -> Response:
        team = self.get_team(request, pk)
        version = expected_version(request, team.pk)
        name = team.name if name is None else name
        team = save_team(team, by=person(request), expected_version=version, name=name)
        return shown(TEAMS.rows.of(team))

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, pk: str) -> Response:
        """Take an empty team away (admins)."""
        team = self.get_team(request, pk)
        delete_team(team, by=person(request), expected_version=expected_version(request, team.pk))
        return Response(status=204)
