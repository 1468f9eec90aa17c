"""What is true of files: pure."""

import re
import unicodedata

from django.utils.translation import gettext as _

LONGEST_NAME = 200
LONGEST_NOTE = 500
CHUNK_BYTES = 512 * 1024
AROUND_A_FILE = 1024 * 1024  # bytes of a form beside its files: the other fields, the lines between
UNKNOWN = "application/octet-stream"
WELL_FORMED = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,48}/[a-z0-9][a-z0-9!#$&^_.+-]{0,90}")
# No browser runs these. Whatever else somebody says a file is, it is handed out as bytes.
HARMLESS = frozenset(
    {
        "application/pdf",
        "application/zip",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "text/plain",
        "text/csv",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "image/avif",
        "image/heic",
        "audio/mpeg",
        "video/mp4",
    }
)
OFFICE = (
    "application/vnd.openxmlformats-officedocument.",
    "application/vnd.oasis.opendocument.",
)
# Control characters, those that turn the writing round, line breaks: a name is one honest line.
NOT_IN_A_NAME = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def check_name(name: str) -> None:
    """Raise ValueError, saying why, for a name that no folder would take."""
    if not name or name in {".", ".."}:
        raise ValueError(_("Give the file a name."))
    if len(name) > LONGEST_NAME:
        raise ValueError(
            _("A name has at most %(most)d characters; this one has %(count)d.")
            % {"most": LONGEST_NAME, "count": len(name)}
        )
    if "/" in name or "\\" in name:
        raise ValueError(_("A name holds no / and no \\."))
    if any(unicodedata.category(char) in NOT_IN_A_NAME for char in name):
        raise ValueError(_("The name holds characters that cannot be seen."))


def media_type_of(declared: str) -> str:
    """Return what the sender says the file is, without parameters; unknown when it says nonsense.

    Nobody looks inside: it is a word to show, and `served_as` decides what a browser is told.
    """
    plain = declared.partition(";")[0].strip().lower()
    return plain if WELL_FORMED.fullmatch(plain) else UNKNOWN


def served_as(media_type: str) -> str:
    """Return the media type a browser is told: never one that it would run (HTML, SVG, XML)."""
    return media_type if media_type in HARMLESS or media_type.startswith(OFFICE) else UNKNOWN
