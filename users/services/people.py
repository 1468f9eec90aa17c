"""Writing people and teams."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from kernel.errors import Invalid, RuleBroken, Stale
from kernel.telling import tell
from users.models import Team, User
from users.policies import can_change_user, is_admin
from users.rules import Role
from users.services.tokens import end_all_sessions

OWN_FIELDS = frozenset(
    {
        "first_name",
        "last_name",
        "email",
        "timezone",
        "language",
        "country",
        "working_week",
        "leave",
        "call_capacity",
        "password",
    }
)


@transaction.atomic
def create_user(*, by: User, username: str, password: str, **fields: Any) -> User:
    """Add somebody to the company."""
    if not is_admin(by):
        raise PermissionDenied
    user = User(username=username, **fields)
    check_password_strength(password, user)
    check_name_is_free(username)
    user.set_password(password)
    user.is_staff = user.role == Role.ADMIN
    user.save()
    tell("user.created", user, by=by, after={"username": username, **fields})
    return user


@transaction.atomic
def update_user(
    user: User, *, by: User, expected_version: int | None = None, **fields: Any
) -> User:
    """Change a person; everybody may change their own profile, an admin anything."""
    if not can_change_user(by, user):
        raise PermissionDenied
    if not is_admin(by) and not OWN_FIELDS.issuperset(fields):
        raise PermissionDenied("Only an admin changes role, team, name or access.")
    check_not_last_admin(user, fields)
    check_name_is_free(fields.get("username", ""), but_for=user.pk)
    before = {name: getattr(user, name) for name in fields}
    password = fields.pop("password", None)
    if password is not None:
        check_password_strength(password, user)
        user.set_password(password)
        fields["password"] = user.password
    if "role" in fields:
        fields["is_staff"] = fields["role"] == Role.ADMIN
    rows = User.objects.filter(pk=user.pk)
    if expected_version is not None:
        rows = rows.filter(version=expected_version)
    if not rows.update(**fields, version=F("version") + 1):
        raise Stale("Somebody changed this user in the meantime; read it again.")
    if password is not None or fields.get("is_active") is False:
        end_all_sessions(user)
    user.refresh_from_db()
    tell("user.updated", user, by=by, **difference(before, user))
    return user


def difference(before: dict[str, Any], user: User) -> dict[str, dict[str, Any]]:
    """Return what changed; of a password only that it did."""
    changed = [name for name, value in before.items() if getattr(user, name) != value]
    return {
        "before": {name: shown(name, before[name]) for name in changed},
        "after": {name: shown(name, getattr(user, name)) for name in changed},
    }


def shown(name: str, value: Any) -> Any:
    return "***" if name == "password" else value


def check_name_is_free(username: str, *, but_for: int = 0) -> None:
    if User.objects.filter(username__iexact=username).exclude(pk=but_for).exists():
        raise Invalid(username="A user with this name exists already.")


def check_password_strength(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Invalid(password=" ".join(error.messages)) from None


def check_not_last_admin(user: User, fields: dict[str, Any]) -> None:
    leaves = fields.get("is_active") is False or fields.get("role", Role.ADMIN) != Role.ADMIN
    if user.role != Role.ADMIN or not leaves:
        return
    others = User.objects.filter(role=Role.ADMIN, is_active=True).exclude(pk=user.pk)
    if not others.exists():
        raise RuleBroken("The last admin cannot be taken away.", code="last_admin")


@transaction.atomic
def save_team(
    team: Team | None, *, by: User, name: str, expected_version: int | None = None
) -> Team:
    """Make a team, or rename one."""
    if not is_admin(by):
        raise PermissionDenied
    try:
        with transaction.atomic():
            if team is None:
                made = Team.objects.create(name=name)
                tell("team.created", made, by=by, after={"name": name})
                return made
            rows = Team.objects.filter(pk=team.pk)
            if expected_version is not None:
                rows = rows.filter(version=expected_version)
            if not rows.update(name=name, version=F("version") + 1):
                raise Stale("Somebody changed this team in the meantime; read it again.")
    except IntegrityError:
        raise Invalid(name="A team with this name exists already.") from None
    before = team.name
    team.refresh_from_db()
    tell("team.renamed", team, by=by, before={"name": before}, after={"name": team.name})
    return team


@transaction.atomic
def delete_team(team: Team, *, by: User, expected_version: int | None = None) -> None:
    """Take an empty team away."""
    if not is_admin(by):
        raise PermissionDenied
    if expected_version not in {None, team.version}:
        raise Stale("Somebody changed this team in the meantime; read it again.")
    if team.members.exists():
        raise RuleBroken("Move the members to another team first.", code="team_has_members")
    tell("team.deleted", team, by=by, before={"name": team.name})
    team.delete()


def system_user() -> User:
    """Return the user in whose name the system acts; nobody can log in as it."""
    user: User
    user, made = User.objects.get_or_create(
        username="system", defaults={"role": Role.SYSTEM, "is_active": False}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
