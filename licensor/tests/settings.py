"""The service's settings for tests: a secret of their own, and nothing of this machine's data."""

from __future__ import annotations

import os
import tempfile

os.environ["QLTS_SECRET_KEY"] = "only-for-tests-0123456789-0123456789-0123456789-abcdefghij"
os.environ["QLTS_DATA_DIR"] = tempfile.mkdtemp(prefix="qlts-licensor-tests-")

from qlts_licensor.settings import *  # noqa: F403 - the environment must be set first
