"""Tokens made of software (SoftHSM2) in a folder of the tests' own, and modules that misbehave."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.services.signing.pki import Key

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
_PUT_KEY = """
import sys, pkcs11
from pathlib import Path
from pkcs11 import Attribute, KeyType
from pkcs11.util.ec import decode_ec_private_key
from pkcs11.util.rsa import decode_rsa_private_key
module, serial, pin, object_id, kind, path, always = sys.argv[1:]
(token,) = [t for t in pkcs11.lib(module).get_tokens() if t.serial.decode() == serial]
content = Path(path).read_bytes()
attributes = decode_rsa_private_key(content) if kind == "rsa" else decode_ec_private_key(content)
with token.open(rw=True, user_pin=pin) as session:
    session.create_object(attributes | {
        Attribute.TOKEN: True, Attribute.PRIVATE: True, Attribute.SENSITIVE: True, Attribute.SIGN: True,
        Attribute.ID: bytes.fromhex(object_id), Attribute.LABEL: "khóa",
        Attribute.ALWAYS_AUTHENTICATE: always == "1",
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

    def pull_out(self, serial: str) -> None:
        """Take a token away, with all that is on it."""
        (folder,) = (
            path.parent
            for path in self.configuration.parent.rglob("token.object")
            if serial.encode() in path.read_bytes()
        )
        shutil.rmtree(folder)

    def put(self, serial: str, object_id: bytes, label: str, certificate: Path) -> None:
        """Write a certificate (DER) onto a token."""
        self._run(sys.executable, "-c", _PUT, str(MODULE), serial, PIN, object_id.hex(), label, str(certificate))

    def put_key(
        self, serial: str, object_id: bytes, key: Key, folder: Path, *, asks_each_time: bool = False
    ) -> None:
        """Write a private key onto a token; its label is not the certificate's."""
        kind = "rsa" if isinstance(key, rsa.RSAPrivateKey) else "ec"
        path = folder / "key.der"
        path.write_bytes(key.private_bytes(Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()))
        always = "1" if asks_each_time else "0"
        self._run(
            sys.executable, "-c", _PUT_KEY, str(MODULE), serial, PIN, object_id.hex(), kind, str(path), always
        )
        path.unlink()

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


_SHIM = """
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
typedef unsigned long ulong;
typedef struct { unsigned char version[sizeof(ulong)]; void *call[68]; } functions;
static functions *real, shown;
static const char *folder = "%(folder)s";

static void count(const char *name) {
    char path[4096];
    snprintf(path, sizeof path, "%%s/%%s.count", folder, name);
    FILE *file = fopen(path, "a");
    fputs("x", file);
    fclose(file);
}
static ulong act(const char *name) {
    char path[4096], text[32] = "";
    printf("%%s\\n", name); fflush(stdout);
    snprintf(path, sizeof path, "%%s/%%s", folder, name);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    fgets(text, sizeof text, file);
    fclose(file);
    if (!strncmp(text, "crash", 5)) abort();
    if (!strncmp(text, "hang", 4)) for (;;) pause();
    return strtoul(text, 0, 16);
}
static ulong information(ulong slot, unsigned char *info) {
    ulong result = ((ulong (*)(ulong, void *))real->call[6])(slot, info);
    char path[4096], text[32] = "";
    snprintf(path, sizeof path, "%%s/flags", folder);
    FILE *file = fopen(path, "r");
    if (file) { fgets(text, sizeof text, file); fclose(file); *(ulong *)(info + 96) |= strtoul(text, 0, 16); }
    return result;
}
static ulong login(ulong session, ulong who, void *pin, ulong length) {
    count(who == 2 ? "again" : "login");
    ulong result = act("login");
    if (result) return result;
    if (!pin) { pin = "%(pin)s"; length = strlen(pin); }
    return ((ulong (*)(ulong, ulong, void *, ulong))real->call[18])(session, who, pin, length);
}
static ulong sign(ulong session, void *data, ulong length, void *made, ulong *room) {
    ulong result = act("sign");
    if (result) return result;
    if (made) count("sign");
    return ((ulong (*)(ulong, void *, ulong, void *, ulong *))real->call[43])(session, data, length, made, room);
}
ulong C_GetFunctionList(functions **list) {
    void *module = dlopen("%(module)s", RTLD_NOW | RTLD_LOCAL);
    ulong (*get)(functions **) = (ulong (*)(functions **))dlsym(module, "C_GetFunctionList");
    ulong result = get(&real);
    shown = *real;
    shown.call[6] = information;
    shown.call[18] = login;
    shown.call[43] = sign;
    *list = &shown;
    return result;
}
"""


@dataclass(frozen=True)
class CountingModule:
    """SoftHSM2 behind a module that counts logins and signatures, prints, and misbehaves when told.

    Attributes:
        path: The module.
        folder: What it does and counts.
    """

    path: Path
    folder: Path

    @classmethod
    def make(cls, folder: Path) -> CountingModule:
        """Compile it."""
        folder.mkdir(exist_ok=True)
        source, module = folder / "counting.c", folder / "counting.so"
        source.write_text(_SHIM % {"folder": folder, "module": MODULE, "pin": PIN})
        subprocess.run(
            ["gcc", "-w", "-shared", "-fPIC", "-o", module, source, "-ldl"], check=True, capture_output=True
        )
        return cls(module, folder)

    def tell(self, call: str, behaviour: str) -> None:
        """Let ``login`` or ``sign`` ``crash``, ``hang`` or return a number; ``flags`` adds some to the token's."""
        (self.folder / call).write_text(behaviour)

    def count(self, call: str) -> int:
        """How often ``login`` (as the user), ``again`` (for one signature) or ``sign`` was called."""
        counted = self.folder / f"{call}.count"
        return len(counted.read_text()) if counted.exists() else 0
