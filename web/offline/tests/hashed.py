"""Names as if the files had been collected."""

from django.contrib.staticfiles.storage import StaticFilesStorage


class Hashed(StaticFilesStorage):
    def url(self, name: str | None) -> str:
        stem, _, kind = str(name).rpartition(".")
        return f"/static/{stem}.0123.{kind}"
