from django.apps import AppConfig
from django.conf import settings
from django.contrib.staticfiles.apps import StaticFilesConfig

from web.catalogue.compiling import compile_stale


class WebConfig(AppConfig):
    name = "web"
    default = True

    def ready(self) -> None:
        compile_stale(settings.LOCALE_PATHS)


class StaticFiles(StaticFilesConfig):
    """Django's own, less what no page of ours asks for; it made the first start wait.

    One of htmx's extensions also names a file it does not have.
    """

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "django_htmx/ext/*",
        "django_htmx/htm*-4*",
        "drf_spectacular_sidecar/redoc/*",
        "rest_framework/*",
    ]
