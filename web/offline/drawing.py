"""Our mark as PNG, for home screens that read no SVG: drawn here, nobody else's.

The drawing is that of icon.svg: a rounded square of 22 units with three lines. Edges are smooth
because a pixel takes as much colour as the distance to the edge says (signed distances, as in
https://iquilezles.org/articles/distfunctions2d/).
"""

import struct
import zlib
from math import hypot

GROUND = (0x4A, 0x4A, 0xD4)
INK = (0xFF, 0xFF, 0xFF)
UNITS = 22.0
ROUND = 6.0
LINES = ((6.0, 16.0, 7.5), (6.0, 12.5, 11.0), (6.0, 9.5, 14.5))  # from, to, height
MASKED = 0.72  # a mask may cut all but the inner 80 %; a little less stays clear of it

# name, pixels, whether a system cuts its own shape out of it
ICONS = (
    ("icon-180.png", 180, True),
    ("icon-192.png", 192, False),
    ("icon-512.png", 512, False),
    ("icon-maskable-512.png", 512, True),
)


def draw(size: int, *, masked: bool) -> bytes:
    """Return the rows of RGBA pixels, each behind its filter byte 0."""
    scale = size / UNITS
    part = MASKED if masked else 1.0
    rows = bytearray()
    for row in range(size):
        rows.append(0)
        for column in range(size):
            x, y = (column + 0.5) / scale, (row + 0.5) / scale
            inner = (x - UNITS / 2) / part + UNITS / 2, (y - UNITS / 2) / part + UNITS / 2
            ink = cover(to_lines(*inner) * part * scale)
            alpha = 1.0 if masked else cover(to_square(x, y) * scale)
            rows += bytes(round(g + (i - g) * ink) for g, i in zip(GROUND, INK, strict=True))
            rows.append(round(255 * alpha))
    return bytes(rows)


def cover(distance: float) -> float:
    """How much of a pixel lies inside, by the signed distance of its middle, in pixels."""
    return min(1.0, max(0.0, 0.5 - distance))


def to_square(x: float, y: float) -> float:
    half = UNITS / 2
    dx, dy = abs(x - half) - half + ROUND, abs(y - half) - half + ROUND
    return hypot(max(dx, 0.0), max(dy, 0.0)) + min(max(dx, dy), 0.0) - ROUND


def to_lines(x: float, y: float) -> float:
    return min(hypot(x - min(max(x, a), b), y - at) for a, b, at in LINES) - 1.0


def as_png(size: int, pixels: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )
