from typing import Any

from rest_framework import serializers

from jobs.rules import JobState


class JobRow(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    state = serializers.ChoiceField(JobState.choices)
    attempts = serializers.IntegerField()
    done = serializers.IntegerField(help_text="how many pieces are done, of `of`; 0 when unknown")
    of = serializers.IntegerField()
    error = serializers.CharField(help_text="kind of the last failure, for example ValueError")
    enqueued_at = serializers.DateTimeField()
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)


class Health(serializers.Serializer[Any]):
    ok = serializers.BooleanField()
    waiting_seconds = serializers.IntegerField(
        allow_null=True, help_text="for how long the next job has been due; null when none waits"
    )
    worker_seen_seconds = serializers.IntegerField(
        allow_null=True, help_text="how long ago a worker gave a sign of life; null without one"
    )
