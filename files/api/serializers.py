"""How JSON sees a file, and what a form brings."""

from typing import Any

from rest_framework import serializers

from files.rules import LONGEST_NAME, LONGEST_NOTE, check_name
from kernel.api.fields import TextField


class FileRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    lead = serializers.IntegerField(source="lead_id")
    name = serializers.CharField()
    size = serializers.IntegerField()
    media_type = serializers.CharField()
    sha256 = serializers.CharField()
    note = serializers.CharField()
    uploaded_by = serializers.IntegerField(source="uploaded_by_id")
    uploaded_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    version = serializers.IntegerField()


class AddedFile(FileRow):
    already_there = serializers.BooleanField()


class FileNameField(TextField):
    def to_internal_value(self, data: Any) -> str:
        name = super().to_internal_value(data)
        try:
            check_name(name)
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from None
        return name


class FileUpload(serializers.Serializer[Any]):
    file = serializers.FileField(max_length=LONGEST_NAME)
    name = FileNameField(required=False, max_length=LONGEST_NAME)
    note = TextField(required=False, max_length=LONGEST_NOTE)


class FileChange(serializers.Serializer[Any]):
    name = FileNameField(required=True, max_length=LONGEST_NAME)
    note = TextField(required=False, max_length=LONGEST_NOTE)
