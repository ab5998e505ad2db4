"""The service's settings for tests: a secret of their own, and nothing of this machine's data.

With ``QLTS_TEST_POSTGRESQL=1`` (``./dev test --postgresql``) on a PostgreSQL server that is started for it.
"""

from __future__ import annotations

import os
import tempfile

os.environ["QLTS_SECRET_KEY"] = "only-for-tests-0123456789-0123456789-0123456789-abcdefghij"
os.environ["QLTS_DATA_DIR"] = tempfile.mkdtemp(prefix="qlts-licensor-tests-")
os.environ.pop("DATABASE_URL", None)

ON_POSTGRESQL = os.environ.get("QLTS_TEST_POSTGRESQL") == "1"
if ON_POSTGRESQL:
    from licensor.tests.cluster import Cluster, shared_folder

    os.environ["DATABASE_URL"] = Cluster(shared_folder()).url("postgres")

from qlts_licensor.settings import *  # noqa: E402, F403 - the environment must be set first

# Processes that the tests start get a database of their own, and not by inheritance.
if os.environ.pop("DATABASE_URL", None):
    # Tests make and drop databases: nothing may hold a connection open behind their back.
    DATABASES["default"]["OPTIONS"].pop("pool")  # type: ignore[index] # noqa: F405
