"""The papers kept with the invented accounts: a price list, and what was agreed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

import numpy as np

from demo.rules.clocks import DAY
from demo.rules.products import PRODUCTS
from demo.services.batch import Batch
from demo.services.restaurants import Made
from files.models import FileChunk, LeadFile

EVERY = 3  # of the won accounts
AFTER = DAY // 8


def keep_papers(batch: Batch) -> None:
    """Keep the papers of some accounts, from the day they were won; of a small company only."""
    for who in np.flatnonzero(batch.won)[::EVERY].tolist() if batch.world.detailed else ():
        made = batch.made[who]
        at = min(int(batch.converted[who]) + AFTER, batch.world.now - 60)
        for name, media_type, text in papers_of(made):
            keep(batch, who, at, name=name, media_type=media_type, content=text.encode())


def papers_of(made: Made) -> Iterator[tuple[str, str, str]]:
    """Yield name, media type and text."""
    lines = [
        f"{p.sku},{p.name},{p.unit},{p.cents / 100:.2f}" for p in PRODUCTS[made.lead.pk % 5 :: 5]
    ]
    yield "Price list.csv", "text/csv", "\n".join(["sku,product,unit,price", *lines, ""])
    days = ", ".join(made.lead.delivery_days) or "as ordered"
    terms = [f"Agreed with {made.lead.name}", "", f"Deliveries: {days}", "Payment: 30 days", ""]
    yield "Terms.txt", "text/plain", "\n".join(terms)


def keep(batch: Batch, who: int, at: int, *, name: str, media_type: str, content: bytes) -> None:
    """Write the rows and the event as `files.services.writing.add_file` does; one chunk each."""
    pk = int(batch.world.ids.take(LeadFile, 1)[0])
    moment = datetime.fromtimestamp(at, UTC)
    file = LeadFile(
        pk=pk,
        lead=batch.made[who].lead,
        name=name,
        size=len(content),
        media_type=media_type,
        sha256=sha256(content).hexdigest(),
        uploaded_by=batch.made[who].kam.user,
        uploaded_at=moment,
        updated_at=moment,
    )
    chunk = int(batch.world.ids.take(FileChunk, 1)[0])
    batch.files.append(file)
    batch.chunks.append(FileChunk(pk=chunk, file_id=pk, number=0, content=content))
    after = {name: getattr(file, name) for name in ("name", "size", "media_type", "sha256")}
    batch.tell(at, "file.added", "leadfile", pk, who, after=after)
