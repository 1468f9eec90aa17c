"""The health of an account asks for its next call, which a logged call has moved by then."""

from datetime import timedelta
from decimal import Decimal

from django.test import TestCase
from django.utils import timezone

from call_planning.services.plans import create_plan
from interaction_tracking.services.log import log_interaction
from leads.tests.factories import make_lead
from performance_tracking.models import AccountForecast
from performance_tracking.services.refresh import refresh_forecasts
from performance_tracking.services.rhythms import refresh_rhythms
from users.tests.cast import CastMixin


class HealthTests(CastMixin, TestCase):
    def test_a_call_with_an_order_is_in_the_health_at_once(self) -> None:
        lead = make_lead(assigned_to=self.owner, lead_status="CONVERTED")
        late = timezone.now() - timedelta(days=40)
        create_plan(lead, by=self.owner, frequency="WEEKLY", next_call_date=late)
        order = {"total_price": Decimal(100), "product_details": "x"}
        for days in (60, 40, 20):
            at = timezone.now() - timedelta(days=days)
            log_interaction(lead, by=self.owner, interaction_type="ORDER", date=at, order=order)

        refresh_forecasts(now=timezone.now())

        log_interaction(lead, by=self.owner, interaction_type="CALL", order=order)

        told = AccountForecast.objects.get().health
        refresh_rhythms([lead.pk])
        self.assertEqual(told, AccountForecast.objects.get().health)
