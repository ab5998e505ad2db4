"""Whether the database is of this version."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def unapplied_migrations() -> list[str]:
    """The names of the migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


_seen_current = False


def is_of_this_version() -> bool:
    """Whether it lacks none. Once that is so, a process only asks whether the database still answers."""
    global _seen_current  # noqa: PLW0603 - reading all migrations takes a while, and anybody may ask
    if _seen_current:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    else:
        _seen_current = not unapplied_migrations()
    return _seen_current
