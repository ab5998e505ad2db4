"""What a signing certificate says of its owner."""

from __future__ import annotations

import unicodedata

from asn1crypto import x509

from qlts_licensor.units.models import Unit

_UID = "0.9.2342.19200300.100.1.1"


def common_name(name: x509.Name) -> str:
    """The common name of a subject or issuer; empty when it has none."""
    value = name.native.get("common_name", "")
    return str(value[0] if isinstance(value, list) and value else value)


def tax_code_of(certificate: x509.Certificate) -> str:
    """The tax code in a certificate's UID (``MST:0200731649``); empty when it carries none."""
    for names in certificate.subject.chosen:
        for name in names:
            value = str(name["value"].native)
            if name["type"].dotted == _UID and value.upper().startswith("MST:"):
                return value[4:].strip()
    return ""


def is_of_unit(certificate: x509.Certificate, unit: Unit) -> bool:
    """Whether a certificate is the unit's own: by tax code, or, where either has none, by name or budget code."""
    tax_code = tax_code_of(certificate)
    if tax_code and unit.tax_code:
        return tax_code == unit.tax_code
    names = {_plain(str(name["value"].native)) for part in certificate.subject.chosen for name in part}
    return _plain(unit.name) in names or bool(unit.budget_code and unit.budget_code in " ".join(names).split())


def _plain(text: str) -> str:
    """A name as it is compared: letter case, spaces and composition do not count."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
