"""Tokens made of software (SoftHSM2) in a folder of the tests' own, and modules that misbehave."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN, SO_PIN = "123456", "12345678"

_PUT = """
import sys, pkcs11
from pathlib import Path
from pkcs11 import Attribute, CertificateType, ObjectClass
module, serial, pin, object_id, label, certificate = sys.argv[1:]
(token,) = [t for t in pkcs11.lib(module).get_tokens() if t.serial.decode() == serial]
with token.open(rw=True, user_pin=pin) as session:
    session.create_object({
        Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
        Attribute.TOKEN: True, Attribute.PRIVATE: False, Attribute.ID: bytes.fromhex(object_id),
        Attribute.LABEL: label, Attribute.SUBJECT: b"", Attribute.VALUE: Path(certificate).read_bytes(),
    })
"""
_SERIALS = """
import sys, pkcs11
print(*[t.serial.decode() for t in pkcs11.lib(sys.argv[1]).get_tokens() if t.label == sys.argv[2]])
"""


@dataclass(frozen=True)
class SoftTokens:
    """A drawer of tokens.

    Attributes:
        configuration: What ``SOFTHSM2_CONF`` has to name.
    """

    configuration: Path

    @classmethod
    def make(cls, folder: Path) -> SoftTokens:
        """An empty drawer."""
        (folder / "tokens").mkdir()
        configuration = folder / "softhsm2.conf"
        configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\n")
        return cls(configuration)

    def plug_in(self, label: str) -> str:
        """Set a token up.

        Returns:
            Its serial number.
        """
        before = set(self._serials(label))
        command = ["softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", SO_PIN, "--pin", PIN]
        self._run(*command)
        (serial,) = set(self._serials(label)) - before
        return serial

    def put(self, serial: str, object_id: bytes, label: str, certificate: Path) -> None:
        """Write a certificate (DER) onto a token."""
        self._run(sys.executable, "-c", _PUT, str(MODULE), serial, PIN, object_id.hex(), label, str(certificate))

    def try_wrong_pin(self, serial: str, times: int) -> None:
        """Log in with a wrong PIN."""
        program = (
            "import sys, pkcs11\n"
            "(token,) = [t for t in pkcs11.lib(sys.argv[1]).get_tokens() if t.serial.decode() == sys.argv[2]]\n"
            "for _ in range(int(sys.argv[3])):\n"
            "    try: token.open(user_pin='000000')\n"
            "    except pkcs11.exceptions.PKCS11Error: pass\n"
        )
        self._run(sys.executable, "-c", program, str(MODULE), serial, str(times))

    def _serials(self, label: str) -> list[str]:
        return self._run(sys.executable, "-c", _SERIALS, str(MODULE), label).split()

    def _run(self, *command: str) -> str:
        environment = {"SOFTHSM2_CONF": str(self.configuration), "PATH": "/usr/bin:/bin"}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def bad_module(folder: Path, name: str, behaviour: str) -> Path:
    """A module that does something else when it is asked for its functions.

    Args:
        folder: Where it is made.
        name: Its file name without suffix.
        behaviour: C statements; ``list`` is where the functions' address belongs.
    """
    source = folder / f"{name}.c"
    source.write_text(
        "#include <stdio.h>\n#include <stdlib.h>\n#include <unistd.h>\n"
        f"unsigned long C_GetFunctionList(void **list) {{ {behaviour} }}\n"
    )
    module = folder / f"{name}.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", module, source], check=True, capture_output=True)
    return module
