"""Password hashing: argon2id with the parameters OWASP names for servers with little memory."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """m = 19 MiB, t = 2, p = 1."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
