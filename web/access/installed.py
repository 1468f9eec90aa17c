"""What a phone needs to put the product on its home screen."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@cache_control(max_age=3600)
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """The web app manifest."""
    icon = {"src": static("web/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    content = {
        "name": "KAM",
        "short_name": "KAM",
        "start_url": "/",
        "display": "standalone",
        "background_color": "#f7f7f6",
        "theme_color": "#4a4ad4",
        "icons": [{**icon, "purpose": "any"}],
    }
    return JsonResponse(content, content_type="application/manifest+json")
