"""Bytes of a file as lines of text: packed or plain, UTF-8 or older."""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, TextIO, cast

GZIP_MAGIC = b"\x1f\x8b"
ZIP_MAGIC = b"PK\x03\x04"
UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CHUNK = 1 << 16
LONGEST_LINE = 1 << 20
OLDER_NOTE = "The file is not UTF-8; it was read as Windows-1252. Check accents and symbols."


class FileUnreadable(ValueError):
    """Nothing of the file can be read; the message says what to do."""


class TextLines:
    """Lines of a text, counted, none of them longer than memory allows."""

    def __init__(self, text: TextIO) -> None:
        self.text = text
        self.count = 0
        self._ahead: str | None = None

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._read() if self._ahead is None else self._ahead
        self._ahead = None
        if not line:
            raise StopIteration
        self.count += 1
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            self._skip_rest()
            raise ValueError(f"the line is longer than {LONGEST_LINE} characters")
        return line

    def peek(self) -> str:
        if self._ahead is None:
            self._ahead = self._read()
        return self._ahead

    def _read(self) -> str:
        try:
            return self.text.readline(LONGEST_LINE)
        except (OSError, EOFError, zlib.error) as mistake:
            raise FileUnreadable(f"The file is damaged: {mistake}. Copy it again.") from mistake

    def _skip_rest(self) -> None:
        piece = "…"
        while piece and not piece.endswith(("\n", "\r")):
            piece = self._read()


@contextmanager
def open_text(file: BinaryIO) -> Iterator[tuple[TextLines, list[str]]]:
    """The lines of a seekable file from its beginning, and what to tell about how it was read."""
    encoding = _encoding(file)
    file.seek(0)
    text = io.TextIOWrapper(_unpacked(file), encoding=encoding, errors="replace", newline="")
    try:
        yield TextLines(text), [OLDER_NOTE] if encoding == "cp1252" else []
    finally:
        text.detach()


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    unpacked = _unpacked(file)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        head = unpacked.read(CHUNK)
        if head.startswith(UTF_16_MARKS):
            return "utf-16"
        while head:
            decoder.decode(head)
            head = unpacked.read(CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    except (OSError, EOFError, zlib.error) as mistake:
        raise FileUnreadable(f"The file is damaged: {mistake}. Copy it again.") from mistake
    return "utf-8-sig"


def _unpacked(file: BinaryIO) -> BinaryIO:
    magic = file.read(len(ZIP_MAGIC))
    file.seek(0)
    if magic == ZIP_MAGIC:
        raise FileUnreadable("This is a workbook or a zip file: save it as CSV (UTF-8) first.")
    if magic.startswith(GZIP_MAGIC):
        return cast(BinaryIO, gzip.GzipFile(fileobj=file, mode="rb"))
    return file
