"""The contract's fuzzer against the real process: the server's own way with methods and bodies counts too."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from qlts_licensor.commands import openapi

from licensor.tests.test_live import Live, live

__all__ = ["live"]

pytestmark = pytest.mark.timeout(900)

CHECKS = (
    *("not_a_server_error", "status_code_conformance", "content_type_conformance"),
    *("response_headers_conformance", "response_schema_conformance"),
)
ENDS_THE_SESSION = ("--exclude-operation-id", "log_out")
"""Left out where the fuzzer is logged in: its one token would be of no use for the rest of the run."""
FEW, MANY = ("3", ("examples", "fuzzing", "stateful")), ("40", ("examples", "coverage", "fuzzing", "stateful"))


@pytest.mark.parametrize("state", ["history", "viewer", ""], ids=["data admin", "viewer", "nobody"])
@pytest.mark.parametrize(
    ("examples", "phases"),
    [pytest.param(*FEW, id="sample"), pytest.param(*MANY, id="all", marks=pytest.mark.full)],
)
def test_the_running_service_keeps_its_contract(
    live: Live, tmp_path: Path, state: str, examples: str, phases: tuple[str, ...]
) -> None:
    command = [sys.executable, "-m", "schemathesis.cli", "run", str(openapi.FILE)]
    command += ["--url", live.manifest["url"], "--phases", ",".join(phases), "--checks", ",".join(CHECKS)]
    command += ["--max-examples", examples, "--seed", "20261129", "--generation-database", "none"]
    command += ["--warnings", "off", "--continue-on-failure"]
    if state:
        command += ["--header", f"Authorization: Bearer {live.log_in(state)[0]}", *ENDS_THE_SESSION]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    calls = sum(map(len, json.loads(openapi.FILE.read_text("utf-8"))["paths"].values()))
    assert f"Tested: {calls - 1 if state else calls}" in done.stdout
