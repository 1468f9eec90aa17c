"""Argon2 at 19 MiB, with a cap on how many run at once: 50 log-ins must not take 5 GB."""

from threading import BoundedSemaphore
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher

AT_ONCE = BoundedSemaphore(4)


class ModestArgon2(Argon2PasswordHasher):
    time_cost = 2
    memory_cost = 19_456
    parallelism = 1

    def encode(self, password: Any, salt: Any) -> Any:
        with AT_ONCE:
            return super().encode(password, salt)

    def verify(self, password: Any, encoded: Any) -> Any:
        with AT_ONCE:
            return super().verify(password, encoded)
