"""The door for WSGI servers (Granian, gunicorn)."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

# Objects made and not yet freed before Python looks for rings among the youngest, and how many
# looks among the younger before one among the older. A page makes some 10,000 objects and no rings.
LOOKS = 10_000, 10, 20


def settle() -> None:
    """Leave what the start made out of every later search for rings.

    These 150,000 objects live as long as the process; to walk them took a tenth of a second, in the
    midst of a request.
    """
    import_module(settings.ROOT_URLCONF)  # and with it every area's views
    gc.collect()
    gc.freeze()
    gc.set_threshold(*LOOKS)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "LeadManagementSystem.settings")
application = get_wsgi_application()
settle()
