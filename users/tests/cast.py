"""The five people every access test is about."""

from rest_framework.test import APIClient

from users.models import Team, User
from users.rules import Role


class CastMixin:
    """`owner` owns the rows; the others stand where access may or may not end."""

    owner: User
    teammate: User
    manager: User
    outsider: User
    admin: User

    @classmethod
    def setUpTestData(cls) -> None:
        north, south = Team.objects.create(name="North"), Team.objects.create(name="South")
        cls.owner = User.objects.create(username="owner", team=north)
        cls.teammate = User.objects.create(username="teammate", team=north)
        cls.manager = User.objects.create(username="manager", team=north, role=Role.MANAGER)
        cls.outsider = User.objects.create(username="outsider", team=south, role=Role.MANAGER)
        cls.admin = User.objects.create(username="admin", role=Role.ADMIN)


def client_of(user: User | None) -> APIClient:
    """Return a client that is logged in as the user; nobody when None."""
    client = APIClient()
    if user is not None:
        client.force_authenticate(user)
    return client
