"""The program's icon for Windows."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"


def write_icon(target: Path) -> Path:
    """The icon in the sizes that Windows shows."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(ICONS / "app-256.png") as largest:
        largest.save(target, sizes=[(size, size) for size in (16, 32, 48, 256)])
    return target
