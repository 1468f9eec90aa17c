"""Input fields with the limits both databases share."""

import re
from datetime import UTC, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from kernel.clock import is_zone
from kernel.money import CENT

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(9000, 1, 1, tzinfo=UTC)


class TextField(serializers.CharField):
    """Text; what is not text (a number, a list) is refused rather than turned into text."""

    def __init__(self, **kwargs: Any) -> None:
        if not kwargs.get("required", False):
            kwargs.setdefault("allow_blank", True)
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class IdField(serializers.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=2**63 - 1, **kwargs)

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class MoneyField(serializers.DecimalField):
    """An amount with two decimals; more decimals are rounded half up."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"min_value": 0, "coerce_to_string": False, "rounding": ROUND_HALF_UP, **kwargs}
        super().__init__(max_digits=12, decimal_places=2, **kwargs)

    def validate_precision(self, value: Decimal) -> Decimal:
        """Round first: programs that count in floats send 15.299999999999999."""
        try:
            value = value.quantize(CENT, ROUND_HALF_UP)
        except InvalidOperation:
            self.fail("max_digits", max_digits=self.max_digits)
        return super().validate_precision(value)


class MomentField(serializers.DateTimeField):
    """A moment between 1900 and 9000, so that no zone or interval can push it off the calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default_timezone=UTC, **kwargs)

    def to_internal_value(self, value: Any) -> datetime:
        try:
            moment = super().to_internal_value(value)
        except OverflowError:
            raise serializers.ValidationError("Must lie between 1900 and 9000.") from None
        if not EARLIEST <= moment <= LATEST:
            raise serializers.ValidationError("Must lie between 1900 and 9000.")
        return moment


CLOCK_TIME = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?$"


@extend_schema_field({"type": "string", "pattern": CLOCK_TIME, "example": "14:30:00"})
class ClockField(serializers.TimeField):
    """A time on the clock of a place; JSON Schema's `time` would want an offset from UTC."""

    def to_internal_value(self, value: Any) -> time:
        if isinstance(value, str) and not re.fullmatch(CLOCK_TIME, value):
            self.fail("invalid", format="hh:mm[:ss[.uuuuuu]]")
        return super().to_internal_value(value)


class ZoneField(TextField):
    """An IANA time zone name, or nothing."""

    def to_internal_value(self, data: Any) -> str:
        name = super().to_internal_value(data)
        if name and not is_zone(name):
            raise serializers.ValidationError(
                f"{name[:60]!r} is no IANA time zone; an example is Europe/London."
            )
        return name


class Checked(serializers.JSONField):
    """JSON whose shape a rule checks."""

    def __init__(self, check: Any = None, **kwargs: Any) -> None:
        self.check = check
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Any:
        try:
            return self.check(data)
        except ValueError as error:
            raise serializers.ValidationError(str(error)) from None
