"""Requests nobody thought of, made from the published schema: known rows, a log-in, a count.

Each case runs in a transaction that is undone, so every case meets the same rows, and one that
deactivates its own user or ends its own log-in hurts no other.
"""

import os
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import orjson
import schemathesis
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks

from call_planning.services.plans import create_plan
from contact.services.writing import create_contact, delete_contact
from files.services.writing import remove_file
from files.tests.factories import make_file
from interaction_tracking.services.log import delete_interaction, log_interaction
from jobs.services.queue import ask
from LeadManagementSystem.env import env_bool, env_int
from LeadManagementSystem.wsgi import application
from leads.services.trash import trash_lead
from leads.tests.factories import make_lead
from tests.test_openapi import generated_schema
from users.models import User
from users.services.tokens import start_session

CHECKS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
AT_CI, AT_CI_ON_POSTGRESQL, AT_THE_DESK = 5_000, 1_000, 500
PICKS = 12
# How many of the picks go to rows that are there; bad data keeps its bad ids more often.
AT_HOME = {GenerationMode.POSITIVE: 11, GenerationMode.NEGATIVE: 6}
PASSWORD = "long-enough-9"
# What a path is about, and the fields of a body that name such a row.
KINDS = {
    "/lead/restaurants/": "lead",
    "/performance/accounts/": "lead",
    "/contact/contacts/": "contact",
    "/track/interactions/": "interaction",
    "/call/": "plan",
    "/api/users/": "user",
    "/api/teams/": "team",
    "/api/jobs/": "job",
}
NOTHING_TO_SPOIL = {"GET /api/health/"}  # no token, no parameter, no body
FIELDS = {
    "lead": "lead",
    "restaurant": "lead",
    "parent": "lead",
    "contact": "contact",
    "assigned_to": "user",
    "team": "team",
}


def cases_wanted() -> int:
    """How many cases a whole run makes: KAM_FUZZ_CASES, else what the place asks for."""
    if "KAM_FUZZ_CASES" in os.environ:
        return env_int("KAM_FUZZ_CASES", default=AT_THE_DESK)
    if not env_bool("CI", default=False):
        return AT_THE_DESK
    return AT_CI if connection.vendor == "sqlite" else AT_CI_ON_POSTGRESQL


def operations(*, spoiling: bool) -> list[Any]:
    """Every operation of the schema we serve, bound to the application itself.

    For `spoiling`, those that take something which could be wrong.
    """
    schema = schemathesis.openapi.from_dict(orjson.loads(orjson.dumps(generated_schema())))
    schema.app = application
    found: list[Any] = list(schema.get_all_operations())
    taken = [operation.ok() for operation in found]
    return [one for one in taken if not spoiling or one.label not in NOTHING_TO_SPOIL]


def make_rows(owner: User) -> dict[str, list[int]]:
    """Rows of every kind in the owner's hands, some of them in the trash."""
    lead = make_lead(assigned_to=owner, lead_status="CONVERTED", potential_revenue=10_000)
    gone, lonely = make_lead(assigned_to=owner), make_lead(assigned_to=owner)
    contact, former = (create_contact(lead, by=owner, name=name) for name in ("Jo", "Al"))
    order = {"lines": [{"sku": "A1", "quantity": Decimal(2), "unit_price": Decimal(5)}]}
    touch = log_interaction(lead, by=owner, interaction_type="ORDER", order=order)
    taken_back = log_interaction(lead, by=owner, interaction_type="CALL")
    plan = create_plan(lead, by=owner, frequency="DAILY", next_call_date=timezone.now())
    file, removed = (make_file(lead, by=owner, name=name) for name in ("menu", "old menu"))
    remove_file(removed, by=owner)
    delete_contact(former, by=owner)
    delete_interaction(taken_back, by=owner)
    trash_lead(gone, by=owner)
    return {
        "lead": [lead.pk, lonely.pk, gone.pk],
        "contact": [contact.pk, former.pk],
        "interaction": [touch.pk, taken_back.pk],
        "plan": [plan.pk],
        "file": [file.pk, removed.pk],
        "user": [owner.pk],
        "team": [owner.team_id or 0],
        "job": [ask("jobs.jobs.forget_old_jobs", by=owner).pk],
    }


class Run:
    """One round over the whole schema as one user, and what came of it."""

    def __init__(self, user: User, rows: dict[str, list[int]], *, each: int) -> None:
        self.user = user
        self.rows = rows
        self.each = each
        self.answers: dict[str, Counter[int]] = {}

    def over(self, operation: Any, mode: GenerationMode) -> None:
        """Send this many cases of one operation; the first that breaks a promise is raised."""
        answers = self.answers.setdefault(operation.label, Counter())

        @settings(
            max_examples=self.each,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(operation.as_strategy(generation_mode=mode), st.integers(0, PICKS - 1))
        def send(case: Any, pick: int) -> None:
            with transaction.atomic():
                answers[self.send(case, pick)] += 1
                transaction.set_rollback(True)

        send()

    def send(self, case: Any, pick: int) -> int:
        tokens = start_session(self.user)
        if pick < AT_HOME[case.meta.generation.mode]:
            self.bring_home(case, pick, tokens)
        response = case.call(headers={"Authorization": f"Bearer {tokens['access']}"})
        try:
            case.validate_response(response, checks=CHECKS)
        except FailureGroup as broken:  # it cannot leave a test process, its words can
            words = "\n".join(str(failure) for failure in broken.exceptions)
            raise AssertionError(f"{words}\n{case.as_curl_command()}") from None
        return int(response.status_code)

    def bring_home(self, case: Any, pick: int, tokens: dict[str, str]) -> None:
        """Point the case at rows that are there, and mostly drop an If-Match that cannot be."""
        if pick % 4 != 3:
            case.headers.pop("If-Match", None)
        for kind in (kind for start, kind in KINDS.items() if case.path.startswith(start)):
            if "id" in case.path_parameters:
                case.path_parameters["id"] = str(picked(self.rows[kind], pick))
        self.point_at_file(case, pick)
        if isinstance(case.body, dict):
            known: dict[str, Any] = {
                name: picked(self.rows[kind], pick) for name, kind in FIELDS.items()
            }
            known |= {"refresh": tokens["refresh"], "password": PASSWORD}
            if case.path == "/api/token/":
                known["username"] = self.user.username
            for name, value in known.items():
                if type(case.body.get(name)) is type(value):
                    case.body[name] = value

    def point_at_file(self, case: Any, pick: int) -> None:
        """A file is found under its own lead only."""
        if "file_id" in case.path_parameters:
            case.path_parameters["id"] = str(self.rows["lead"][0])
            case.path_parameters["file_id"] = str(picked(self.rows["file"], pick))

    @property
    def total(self) -> int:
        return sum(answers.total() for answers in self.answers.values())

    def shut_out(self) -> list[str]:
        """The operations that never got past the door."""
        return [label for label, answers in self.answers.items() if not answers.keys() - {401}]

    def report(self, name: str) -> Iterator[str]:
        yield f"{name}: {self.total:,} cases on {len(self.answers)} operations"
        for label, answers in sorted(self.answers.items()):
            good = sum(count for status, count in answers.items() if status < 300)
            refused = sum(count for status, count in answers.items() if 400 <= status < 500)
            yield f"  {label}: {good} were 2xx, {refused} were 4xx"


def picked(ids: list[int], pick: int) -> int:
    return ids[pick % len(ids)]
