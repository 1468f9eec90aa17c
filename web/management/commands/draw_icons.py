"""Draw the icons of the home screen."""

from typing import Any

from django.core.management.base import BaseCommand

from web.offline.drawing import ICONS, as_png, draw
from web.offline.files import ROOT


class Command(BaseCommand):
    help = "Draw the PNG icons in web/static/web anew."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, size, masked in ICONS:
            path = ROOT / "web" / name
            path.write_bytes(as_png(size, draw(size, masked=masked)))
            self.stdout.write(f"{name}: {path.stat().st_size} bytes")
