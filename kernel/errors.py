"""The few ways a use case can say no."""


class DomainError(Exception):
    """A request was understood and refused; `code` is stable, the message is for people."""

    code = "refused"

    def __init__(self, detail: str, *, code: str = "") -> None:
        super().__init__(detail)
        if code:
            self.code = code


class RuleBroken(DomainError):
    """The rules of the business do not allow this."""

    code = "rule_broken"


class Conflict(DomainError):
    """The row changed between reading and writing."""

    code = "conflict"


class Stale(DomainError):
    """The caller's `If-Match` names a version that is no longer the current one."""

    code = "stale"


class Invalid(Exception):
    """The values sent are not usable; `fields` says per field what would be right."""

    def __init__(self, **fields: str) -> None:
        super().__init__("; ".join(f"{name}: {text}" for name, text in fields.items()))
        self.fields = {name: [text] for name, text in fields.items()}


class NotInReach(Exception):
    """The row does not exist for this user."""


class KeyReused(DomainError):
    """An Idempotency-Key came with another request than the first time."""

    code = "idempotency_key_reused"
