"""The tables of the local store, version by version."""

from __future__ import annotations

MIGRATIONS = (
    """
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE account (
        server TEXT NOT NULL, unit TEXT NOT NULL, username TEXT NOT NULL,
        unit_name TEXT NOT NULL, full_name TEXT NOT NULL, can_renew INTEGER NOT NULL, logged_in_at TEXT NOT NULL,
        PRIMARY KEY (server, unit, username)
    );
    CREATE TABLE licence (
        server TEXT NOT NULL, unit TEXT NOT NULL,
        file TEXT NOT NULL, etag TEXT NOT NULL, serial INTEGER NOT NULL, refreshed_at TEXT NOT NULL,
        PRIMARY KEY (server, unit)
    );
    CREATE TABLE draft (
        server TEXT NOT NULL, unit TEXT NOT NULL, order_no TEXT NOT NULL,
        typed TEXT, base TEXT, saved_at TEXT NOT NULL,
        PRIMARY KEY (server, unit, order_no)
    );
    CREATE TABLE outbox (
        key TEXT PRIMARY KEY, server TEXT NOT NULL, unit TEXT NOT NULL, order_no TEXT NOT NULL,
        method TEXT NOT NULL, form_version INTEGER NOT NULL, slip BLOB NOT NULL, created_at TEXT NOT NULL
    );
    CREATE UNIQUE INDEX outbox_one_a_unit ON outbox (server, unit);
    CREATE TABLE receipt (
        server TEXT NOT NULL, receipt_no TEXT NOT NULL, unit TEXT NOT NULL, order_no TEXT NOT NULL,
        file TEXT NOT NULL, stored_at TEXT NOT NULL,
        PRIMARY KEY (server, receipt_no)
    );
    """,
    """
    CREATE TABLE clock (server TEXT PRIMARY KEY, signed_at TEXT, last_run TEXT);
    CREATE TABLE notice (
        server TEXT NOT NULL, unit TEXT NOT NULL, topic TEXT NOT NULL, told_on TEXT NOT NULL,
        PRIMARY KEY (server, unit, topic)
    );
    CREATE TABLE pending_request (
        key TEXT PRIMARY KEY, server TEXT NOT NULL, unit TEXT NOT NULL,
        kind TEXT NOT NULL, body TEXT NOT NULL, created_at TEXT NOT NULL
    );
    CREATE UNIQUE INDEX pending_request_one_a_kind ON pending_request (server, unit, kind)
    """,
    """
    CREATE TABLE wizard_place (
        server TEXT NOT NULL, unit TEXT NOT NULL, step INTEGER NOT NULL, field TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (server, unit)
    );
    ALTER TABLE draft ADD COLUMN aside TEXT;
    CREATE TABLE earlier_value (
        server TEXT NOT NULL, unit TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, used_at TEXT NOT NULL,
        PRIMARY KEY (server, unit, field, value)
    )
    """,
    """
    CREATE TABLE prepared_outbox (
        key TEXT PRIMARY KEY, server TEXT NOT NULL, unit TEXT NOT NULL, order_no TEXT NOT NULL,
        form_version INTEGER NOT NULL, sealed TEXT NOT NULL, slip BLOB NOT NULL, created_at TEXT NOT NULL
    );
    CREATE UNIQUE INDEX prepared_outbox_one_an_order ON prepared_outbox (server, unit, order_no)
    """,
    """
    CREATE TABLE scan_outbox (
        key TEXT PRIMARY KEY, server TEXT NOT NULL, unit TEXT NOT NULL, order_no TEXT NOT NULL,
        created_at TEXT NOT NULL
    );
    CREATE UNIQUE INDEX scan_outbox_one_an_order ON scan_outbox (server, unit, order_no);
    CREATE TABLE scan_outbox_file (
        key TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, content BLOB NOT NULL,
        PRIMARY KEY (key, position)
    )
    """,
    "CREATE TABLE certificate_file (path TEXT PRIMARY KEY, used_at TEXT NOT NULL)",
    """
    CREATE TABLE change_outbox (
        key TEXT PRIMARY KEY, server TEXT NOT NULL, unit TEXT NOT NULL, order_no TEXT NOT NULL,
        kind TEXT NOT NULL, body TEXT NOT NULL, created_at TEXT NOT NULL
    );
    CREATE UNIQUE INDEX change_outbox_one_a_kind ON change_outbox (server, unit, order_no, kind);
    INSERT INTO change_outbox (key, server, unit, order_no, kind, body, created_at)
        SELECT key, server, unit, order_no, 'paper_scan', '', created_at FROM scan_outbox;
    CREATE TABLE change_outbox_file (
        key TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, content BLOB NOT NULL,
        PRIMARY KEY (key, position)
    );
    INSERT INTO change_outbox_file SELECT key, position, name, content FROM scan_outbox_file;
    DROP TABLE scan_outbox_file;
    DROP TABLE scan_outbox
    """,
    """
    CREATE TABLE history_cache (
        server TEXT NOT NULL, unit TEXT NOT NULL, order_no TEXT NOT NULL, content BLOB NOT NULL,
        fetched_at TEXT NOT NULL,
        PRIMARY KEY (server, unit, order_no)
    )
    """,
)
"""One script for each schema version, in order. A published one is never changed; a new one is added."""
