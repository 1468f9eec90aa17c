"""Whether somebody picks up now, told by the calls there were."""

from datetime import UTC, datetime, timedelta

from django.test import SimpleTestCase, TestCase
from django.utils import timezone

from call_planning.services.plans import create_plan
from interaction_tracking.models import Interaction
from interaction_tracking.services.log import log_interaction
from leads.tests.factories import make_lead
from users.tests.cast import CastMixin
from web.today.answering import likely_to_answer

NOW = datetime(2026, 6, 3, 14, 30, tzinfo=UTC)  # 10:30 in New York
NEW_YORK = "America/New_York"


def call(hour: int, outcome: str = "CONNECTED", *, kind: str = "CALL") -> Interaction:
    """A call of yesterday, at this hour in UTC."""
    at = NOW.replace(hour=hour) - timedelta(days=1)
    return Interaction(date=at, interaction_type=kind, outcome=outcome)


class LikelyTests(SimpleTestCase):
    def test_calls_around_this_hour_over_there_count(self) -> None:
        near = [call(13), call(14), call(15, "NO_ANSWER")]
        far = [call(20, "NO_ANSWER")] * 5

        found = likely_to_answer(near + far, zone=NEW_YORK, now=NOW)

        assert found is not None
        self.assertEqual((found.answered, found.calls, found.share), (2, 3, 60))
        self.assertIn("between 09:00 \N{EN DASH} 12:00", found.sentence)

    def test_where_those_are_few_every_call_counts(self) -> None:
        calls = [call(14), call(20, "NO_ANSWER"), call(21, "BUSY")]

        found = likely_to_answer(calls, zone=NEW_YORK, now=NOW)

        assert found is not None
        self.assertEqual((found.answered, found.calls), (1, 3))
        self.assertIn("at any time", found.sentence)

    def test_too_few_calls_say_nothing_and_other_touches_are_none(self) -> None:
        touches = [call(14), call(14), call(14, kind="NOTE")]

        self.assertIsNone(likely_to_answer(touches, zone=NEW_YORK, now=NOW))

    def test_hours_around_midnight_lie_beside_each_other(self) -> None:
        late = NOW.replace(hour=23)

        found = likely_to_answer([call(0), call(23), call(22)], zone="UTC", now=late)

        assert found is not None
        self.assertIn("22:00 \N{EN DASH} 01:00", found.sentence)


class PanelTests(CastMixin, TestCase):
    def test_the_panel_says_it_beside_the_terms(self) -> None:
        self.client.force_login(self.owner)
        lead = make_lead(assigned_to=self.owner)
        now = timezone.now()
        create_plan(lead, by=self.owner, frequency="WEEKLY", next_call_date=now)
        for days in (7, 14, 21):
            at = now - timedelta(days=days)
            log_interaction(
                lead, by=self.owner, interaction_type="CALL", outcome="CONNECTED", date=at
            )

        self.assertContains(self.client.get("/"), "Likely to answer now")
