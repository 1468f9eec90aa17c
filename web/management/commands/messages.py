"""`make messages`: bring the translations up to date with the texts in the code."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from web.catalogue.compiling import compile_stale
from web.catalogue.extracting import template_of_catalogue
from web.catalogue.updating import missing, read, updated, write


class Command(BaseCommand):
    help = "Collect the texts to translate into the .po files; keep every translation."

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = template_of_catalogue()
        for folder in settings.LOCALE_PATHS:
            for path in sorted(Path(folder).glob("*/LC_MESSAGES/django.po")):
                catalog = updated(read(path), wanted)
                write(path, catalog)
                left = missing(catalog, wanted)
                self.stdout.write(f"{path.parent.parent.name}: {len(wanted)} texts")
                self.stdout.write("".join(f"  {line}\n" for line in left))
        compile_stale(settings.LOCALE_PATHS)
