"""Static files under names that carry their content's hash, once they have been collected."""

from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)


class Collected(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed, compressed, cached for ever; the imports between our modules are rewritten too."""

    support_js_module_import_aggregation = True
