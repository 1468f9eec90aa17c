"""The bytes of files: measured, written and read some at a time, never whole in memory."""

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from files.models import FileChunk, LeadFile
from files.rules import CHUNK_BYTES, served_as
from kernel.downloads import Attachment


def pieces(content: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes from their beginning."""
    content.seek(0)
    while piece := content.read(CHUNK_BYTES):
        yield piece


def measured(content: BinaryIO, *, most: int) -> tuple[int, str]:
    """Return how many bytes there are, and their SHA-256; stops soon after `most`."""
    size, digest = 0, hashlib.sha256()
    for piece in pieces(content):
        size += len(piece)
        digest.update(piece)
        if size > most:
            break
    return size, digest.hexdigest()


def write_content(file: LeadFile, content: BinaryIO) -> None:
    """Keep the bytes in the caller's transaction."""
    for number, piece in enumerate(pieces(content)):
        FileChunk.objects.create(file=file, number=number, content=piece)


def content_of(file: LeadFile) -> Iterator[bytes]:
    """Yield the bytes, asking for each chunk when it is wanted.

    A file purged meanwhile ends in an error and not in a shorter file.
    """
    number = sent = 0
    while sent < file.size:
        chunk = FileChunk.objects.values_list("content", flat=True)
        piece = bytes(chunk.get(file=file.pk, number=number))
        number, sent = number + 1, sent + len(piece)
        yield piece


def attachment_of(file: LeadFile) -> Attachment:
    """Return the file as a download."""
    return Attachment(
        name=file.name,
        media_type=served_as(file.media_type),
        size=file.size,
        tag=file.sha256,
        pieces=content_of(file),
    )
