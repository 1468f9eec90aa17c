"""People, teams and groups, edited by admins: Django's forms, our services."""

from collections.abc import Callable
from copy import copy
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kernel.clock import is_zone
from kernel.errors import DomainError, Invalid
from users.models import Team, User
from users.policies import is_admin, person
from users.rules import Role, checked_leave, checked_week
from users.services.people import create_user, delete_team, save_team, update_user
from users.services.rights import delete_group, give_rights, save_group

WORK = ("role", "team", "timezone", "language", "country", "working_week", "leave", "call_capacity")
RIGHTS = ("groups", "user_permissions")
ROLES = [choice for choice in Role.choices if choice[0] != Role.SYSTEM]


class PersonForm(UserChangeForm):  # type: ignore[type-arg]
    role = forms.ChoiceField(choices=ROLES)

    def clean_timezone(self) -> str:
        name = str(self.cleaned_data["timezone"])
        if not is_zone(name):
            raise forms.ValidationError("A time zone is expected, such as Europe/London.")
        return name

    def clean_working_week(self) -> Any:
        return checked(checked_week, self.cleaned_data["working_week"] or {})

    def clean_leave(self) -> Any:
        return checked(checked_leave, self.cleaned_data["leave"] or [])


class NewPersonForm(UserCreationForm):  # type: ignore[type-arg]
    role = forms.ChoiceField(choices=ROLES)


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """Sets a password through the service: it is on record, and every log-in ends."""

    usable_password = None  # who is to stay out is made inactive

    def __init__(self, user: User, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.by = by

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 - Django's signature
        return update_user(self.user, by=self.by, password=self.cleaned_data["password1"])


def checked(check: Callable[[Any], Any], value: Any) -> Any:
    try:
        return check(value)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None


class ByServices:
    """What a service refuses is said on top of the form; nothing is half written."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc,no-any-return]
        except (DomainError, Invalid) as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.get_full_path())

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().delete_view(request, *args, **kwargs)  # type: ignore[misc,no-any-return]
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(request.get_full_path())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_admin(person(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_admin(person(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_admin(person(request))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Rows go one by one, each through its service."""
        actions: dict[str, Any] = super().get_actions(request)  # type: ignore[misc]
        actions.pop("delete_selected", None)
        return actions


@admin.register(User)
class UserAdmin(ByServices, DjangoUserAdmin):  # type: ignore[type-arg]
    """Nobody is deleted, since their work stays: who leaves is made inactive."""

    form = PersonForm
    add_form = NewPersonForm
    list_display = ("username", "first_name", "last_name", "role", "team", "is_active")
    list_filter = ("role", "team", "is_active")
    list_select_related = ("team",)
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (*(DjangoUserAdmin.fieldsets or ()), ("Work", {"fields": WORK}))
    add_fieldsets = ((None, {"fields": ("username", "password1", "password2", "role", "team")}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).exclude(role=Role.SYSTEM)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: Any) -> None:
        by, given = person(request), form.cleaned_data
        if not change:
            some = {"role": given["role"], "team": given["team"]}
            made = create_user(by=by, username=obj.username, password=given["password1"], **some)
            obj.pk, obj._state.adding = made.pk, False
            return
        user = User.objects.get(pk=obj.pk)
        names = [name for name in form.changed_data if name not in RIGHTS]
        fields = {name: given[name] for name in names if getattr(user, name) != given[name]}
        if fields:
            update_user(user, by=by, **fields)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        rights = {name: form.cleaned_data[name] for name in form.changed_data if name in RIGHTS}
        if rights:
            give_rights(form.instance, by=person(request), **rights)

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """Show the form, or set the password in the name of who asks."""
        mine: Any = copy(self)  # this one serves other requests at the same time
        mine.change_password_form = partial(PasswordForm, by=person(request))
        view: Any = DjangoUserAdmin.user_change_password
        answer: HttpResponse = view(mine, request, id, form_url)
        return answer


@admin.register(Team)
class TeamAdmin(ByServices, admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name",)
    search_fields = ("name",)
    fields = ("name",)

    def save_model(self, request: HttpRequest, obj: Team, form: Any, change: Any) -> None:
        team = Team.objects.get(pk=obj.pk) if change else None
        saved = save_team(team, by=person(request), name=obj.name)
        obj.pk, obj._state.adding = saved.pk, False

    def delete_model(self, request: HttpRequest, obj: Team) -> None:
        delete_team(obj, by=person(request))


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(ByServices, DjangoGroupAdmin):
    """Rights in this admin that several people have."""

    def save_model(self, request: HttpRequest, obj: Group, form: Any, change: Any) -> None:
        group = Group.objects.get(pk=obj.pk) if change else None
        rights = form.cleaned_data["permissions"]
        saved = save_group(group, by=person(request), name=obj.name, permissions=rights)
        obj.pk, obj._state.adding = saved.pk, False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: Any) -> None:
        """The rights were written with the name."""

    def delete_model(self, request: HttpRequest, obj: Group) -> None:
        delete_group(obj, by=person(request))
