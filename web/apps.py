from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class WebConfig(AppConfig):
    name = "web"
    default = True


class StaticFiles(StaticFilesConfig):
    """Django's own, less htmx's extensions: none is used, and one names a file it does not have."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "django_htmx/ext/*"]
