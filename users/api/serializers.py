from typing import Any

from rest_framework import serializers

from kernel.api.fields import Checked, IdField, TextField, ZoneField
from users.rules import Language, Role, checked_leave, checked_week


class UserRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    username = serializers.CharField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    email = serializers.CharField()
    role = serializers.CharField()
    team = serializers.IntegerField(source="team_id", allow_null=True)
    timezone = serializers.CharField()
    language = serializers.CharField()
    country = serializers.CharField()
    working_week = serializers.JSONField()
    leave = serializers.JSONField()
    call_capacity = serializers.IntegerField()
    is_active = serializers.BooleanField()
    version = serializers.IntegerField()


class TeamRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    version = serializers.IntegerField()


class ProfileInput(serializers.Serializer[Any]):
    """What everybody may change of themselves."""

    first_name = TextField(required=False, max_length=150)
    last_name = TextField(required=False, max_length=150)
    email = serializers.EmailField(required=False, allow_blank=True, max_length=254)
    timezone = ZoneField(required=False, allow_blank=False)
    language = serializers.ChoiceField(Language.choices, required=False)
    country = serializers.RegexField("^[A-Z]{2}$", required=False, allow_blank=True)
    working_week = Checked(check=checked_week, required=False)
    leave = Checked(check=checked_leave, required=False)
    call_capacity = serializers.IntegerField(required=False, min_value=0, max_value=1000)
    password = serializers.CharField(
        required=False, max_length=200, trim_whitespace=False, write_only=True
    )


class UserInput(ProfileInput):
    """What an admin may write."""

    username = serializers.RegexField(r"^[\w.@+-]+\Z", max_length=150)
    password = serializers.CharField(max_length=200, trim_whitespace=False, write_only=True)
    role = serializers.ChoiceField([Role.KAM, Role.MANAGER, Role.ADMIN], required=False)
    team = IdField(required=False, allow_null=True)
    is_active = serializers.BooleanField(required=False)


class TeamInput(serializers.Serializer[Any]):
    name = TextField(required=True, max_length=100)


class Credentials(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=150)
    password = serializers.CharField(max_length=200, trim_whitespace=False)


class Refresh(serializers.Serializer[Any]):
    refresh = serializers.CharField(max_length=2000)


class TokenPair(serializers.Serializer[Any]):
    refresh = serializers.CharField()
    access = serializers.CharField()
