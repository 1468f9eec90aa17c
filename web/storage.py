"""Static files under names that carry their content's hash, once they have been collected."""

from typing import Any

from whitenoise.compress import Compressor  # type: ignore[import-untyped]
from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)


class Collected(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed, compressed, cached for ever; the imports between our modules are rewritten too."""

    support_js_module_import_aggregation = True

    def create_compressor(self, **options: Any) -> Compressor:
        """Leave source maps as they are: only a debugger asks for them."""
        options["extensions"] = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
        return Compressor(**options)
