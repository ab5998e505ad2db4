"""Reads QR codes from pictures."""

from __future__ import annotations

from qlts_desktop.services.paper_scan_port import GreyPicture


def codes_in(picture: GreyPicture) -> tuple[str, ...]:
    """The texts of all QR codes in a picture, whichever way it lies."""
    import zxingcpp

    rows = picture.rows
    if picture.stride != picture.width:
        rows = b"".join(
            rows[start : start + picture.width]
            for start in range(0, picture.height * picture.stride, picture.stride)
        )
    shaped = memoryview(rows).cast("B", shape=[picture.height, picture.width])
    found = zxingcpp.read_barcodes(shaped, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return tuple(code.text for code in found)
