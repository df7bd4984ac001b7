"""Argon2 with a memory cost that a busy office server can bear."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id, 19 MiB, two passes (OWASP's first choice); Django's default takes 100 MiB for each login at once."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
