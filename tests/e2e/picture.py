"""Makes a screenshot a small file: few colours, by their number in a list."""

import base64
import struct
import zlib
from typing import Any

from playwright.async_api import Page

COLOURS = 256
"""As many as a byte can number."""

# The colours of areas as they are; of the rest, which are edges of letters, one of each kind. Every other becomes the
# nearest of these.
COUNT = """async ([png, most]) => {
    const bytes = Uint8Array.from(atob(png), each => each.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const drawing = canvas.getContext('2d');
    drawing.drawImage(image, 0, 0);
    const pixels = new Uint32Array(drawing.getImageData(0, 0, image.width, image.height).data.buffer);
    const seen = new Map();
    for (const pixel of pixels) seen.set(pixel, (seen.get(pixel) ?? 0) + 1);
    const often = [...seen].sort((a, b) => b[1] - a[1]).map(([pixel]) => pixel);
    const areas = often.slice(0, 64);
    const kinds = new Map();
    for (const pixel of often.slice(64)) if (!kinds.has(pixel & 0xf0f0f0)) kinds.set(pixel & 0xf0f0f0, pixel);
    const kept = [...areas, ...kinds.values()].slice(0, most);
    const parts = pixel => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];
    const places = kept.map(parts);
    const nearest = ([r, g, b]) => places.reduce((best, [x, y, z], at) => {
        const far = (r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2;
        return far < best[0] ? [far, at] : best;
    }, [Infinity, 0])[1];
    const number = new Map(often.map(pixel => [pixel, nearest(parts(pixel))]));
    const numbers = Uint8Array.from(pixels, pixel => number.get(pixel));
    let text = '';
    for (let at = 0; at < numbers.length; at += 32768) {
        text += String.fromCharCode(...numbers.subarray(at, at + 32768));
    }
    return {width: image.width, height: image.height, colours: places, numbers: btoa(text)};
}"""


async def small(page: Page, png: bytes) -> bytes:
    """The same picture as a PNG with a palette; `page` is any page, which does the counting."""
    found: dict[str, Any] = await page.evaluate(COUNT, [base64.b64encode(png).decode(), COLOURS])
    width, height, numbers = found["width"], found["height"], base64.b64decode(found["numbers"])
    lines = b"".join(b"\0" + numbers[at : at + width] for at in range(0, width * height, width))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data)
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            (b"PLTE", bytes(part for colour in found["colours"] for part in colour)),
            (b"IDAT", zlib.compress(lines, 9)),
            (b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
