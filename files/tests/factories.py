"""Files for tests."""

from io import BytesIO

from files.models import LeadFile
from files.services.writing import add_file
from leads.models import Lead
from users.models import User


def make_file(
    lead: Lead, *, by: User, name: str = "menu.pdf", content: bytes = b"", media_type: str = ""
) -> LeadFile:
    """Return a file kept with the lead; its bytes are its name when none are given."""
    content = content or name.encode()
    return add_file(lead, by=by, name=name, content=BytesIO(content), media_type=media_type)[0]
