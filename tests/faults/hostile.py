"""Requests nobody means well with, byte by byte, and what came back."""

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
DEEP = 100_000
MIB = 1_048_576


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """`sent` goes out in one piece; where `ends` is true the sender then closes its side."""

    name: str
    sent: bytes
    ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The status of every answer that came back, in order, and whether the server closed the connection."""

    statuses: tuple[int, ...]
    closed: bool
    body: bytes

    @property
    def refused(self) -> bool:
        """Nothing but refusals: 4xx, or closed without a word. 503 is a refusal that asks for patience."""
        return all(400 <= status < 500 or status == 503 for status in self.statuses) and (
            bool(self.statuses) or self.closed
        )


async def strike(port: int, attack: Attack, *, patience: float = 5.0) -> Outcome:
    """Send it, and read until the server closes or has been silent for `patience` seconds."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
    heard, closed = b"", False
    try:
        with suppress(OSError):
            writer.write(attack.sent)
            await asyncio.wait_for(writer.drain(), patience)
            if attack.ends:
                writer.write_eof()
        with suppress(TimeoutError):
            while True:
                read = await asyncio.wait_for(reader.read(65_536), patience)
                if not read:
                    closed = True
                    break
                heard += read
    except OSError:
        closed = True
    finally:
        writer.close()
    return Outcome(statuses=tuple(int(found) for found in _STATUS.findall(heard)), closed=closed, body=heard)


def _head(method: str, path: str, host: str, *lines: str) -> bytes:
    """A request's head; `lines` may break every rule there is."""
    return "\r\n".join([f"{method} {path} HTTP/1.1", f"Host: {host}", *lines, "", ""]).encode(
        "utf-8", "surrogateescape"
    )


def _post(path: str, host: str, body: bytes, *lines: str, length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    return _head("POST", path, host, "Content-Type: application/json", f"Content-Length: {size}", *lines) + body


def bodies(path: str, host: str, cookie: str, entry: dict[str, object]) -> Iterator[Attack]:
    """Bodies that are deep, huge, truncated, no text or no numbers. `entry` is a good entry of the patient's own."""
    own = (f"Cookie: {cookie}", "X-Journal-Client: test/1")

    def sync(**changes: object) -> bytes:
        return json.dumps({"device": "d", "schema": 1, "after": 0, "entries": [entry | changes]}).encode()

    def raw(name: str, body: bytes, **options: int) -> Attack:
        return Attack(name=name, sent=_post(path, host, body, *own, **options), ends=bool(options))

    def note(text: bytes) -> bytes:
        return sync(note={"text": "@@"}).replace(b"@@", text)

    yield raw("arrays nested deeply", b"[" * DEEP + b"]" * DEEP)
    yield raw("objects nested deeply", b'{"a":' * DEEP + b"1" + b"}" * DEEP)
    yield raw("an entry nested deeply", sync(extra=None).replace(b"null", b"[" * DEEP + b"]" * DEEP))
    yield raw("a body over the limit", b'"' + b"x" * (2 * MIB) + b'"')
    yield raw("a number of 10,000 digits", sync().replace(b'"mood": 5', b'"mood": ' + b"9" * 10_000))
    yield raw("a counter over 64 bits", sync().replace(b'"after": 0', b'"after": ' + str(2**70).encode()))
    yield raw("a number that is none", sync().replace(b'"mood": 5', b'"mood": NaN'))
    yield raw("a number beyond doubles", sync().replace(b'"mood": 5', b'"mood": 1e999'))
    yield raw("50,000 fields", b"{" + b",".join(b'"f%d":1' % n for n in range(50_000)) + b"}")
    yield raw("UTF-16", sync().decode().encode("utf-16"))
    yield raw("bytes that are no UTF-8", note(b"\xff\xfe\xc0\xaf"))
    yield raw("a surrogate in UTF-8", note(b"\xed\xa0\x80"))
    yield raw("cut off in a string", sync()[:-20])
    yield raw("nothing at all", b"")
    yield raw("less than it says", sync(), length=5_000)
    yield raw("a body where none belongs", b"\x00" * 1_000)
    yield raw("the key __proto__", b'{"__proto__": {"role": "admin"}}')


def rejected(entry: dict[str, object]) -> Iterator[tuple[str, dict[str, object]]]:
    """Entries whose text no database and no reader can take: each refused by itself."""
    for name, text in (
        ("NUL", "a\x00b"),
        ("a lone surrogate", "a\ud800b"),
        ("too long", "x" * 100_000),
    ):
        yield name, entry | {"note": {"text": text}}


def heads(host: str, cookie: str) -> Iterator[Attack]:
    """Heads that are huge or no heads."""
    own = f"Cookie: {cookie}"
    yield Attack(name="an address of 100 kB", sent=_head("GET", "/api/v1/" + "a" * 100_000, host, own))
    yield Attack(name="a header of 1 MiB", sent=_head("GET", "/api/v1/me", host, "X-Long: " + "a" * MIB))
    yield Attack(name="10,000 headers", sent=_head("GET", "/api/v1/me", host, *(f"X-{n}: 1" for n in range(10_000))))
    yield Attack(name="a cookie of 60 kB", sent=_head("GET", "/api/v1/me", host, "Cookie: __Host-sid=" + "a" * 60_000))
    yield Attack(name="a NUL in a header", sent=_head("GET", "/api/v1/me", host, "X-Nul: a\x00b"))
    yield Attack(name="a NUL in the address", sent=_head("GET", "/api/v1/\x00me", host, own))
    yield Attack(name="an encoded NUL in an id", sent=_head("GET", "/api/v1/patients/%00", host, own))
    yield Attack(name="no UTF-8 in an id", sent=_head("GET", "/api/v1/patients/%ff%fe", host, own))
    yield Attack(name="a way up", sent=_head("GET", "/../../../../etc/passwd", host))
    yield Attack(name="an encoded way up", sent=_head("GET", "/assets/%2e%2e/%2e%2e/etc/passwd", host))
    yield Attack(name="no host", sent=b"GET /api/v1/me HTTP/1.1\r\n\r\n")
    yield Attack(name="two hosts", sent=_head("GET", "/api/v1/me", host, "Host: evil.example"))
    yield Attack(name="a method that is none", sent=_head("G\x7fT", "/api/v1/me", host))
    yield Attack(name="TRACE", sent=_head("TRACE", "/api/v1/me", host, own))
    yield Attack(name="no HTTP at all", sent=b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 64, ends=True)
    yield Attack(name="HTTP/0.9", sent=b"GET /api/v1/me\r\n\r\n", ends=True)
    yield Attack(name="HTTP/3.7", sent=b"GET /api/v1/me HTTP/3.7\r\nHost: h\r\n\r\n", ends=True)
    yield Attack(name="half a head", sent=b"GET /api/v1/me HTTP/1.1\r\nHost: h\r\nX-Half", ends=True)


def smuggled(host: str, cookie: str) -> Iterator[Attack]:
    """Two readers of these bytes could see two different requests. `/health/live` must never answer behind them."""
    hidden = f"GET /health/live HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    own = (f"Cookie: {cookie}", "X-Journal-Client: test/1", "Content-Type: application/json")

    def post(name: str, *lines: str, body: bytes) -> Attack:
        return Attack(name=name, sent=_head("POST", "/api/v1/sign-in", host, *own, *lines) + body)

    chunked = b"0\r\n\r\n" + hidden
    yield post("both lengths", "Content-Length: 4", "Transfer-Encoding: chunked", body=chunked)
    yield post("both lengths, turned", "Transfer-Encoding: chunked", f"Content-Length: {len(chunked)}", body=chunked)
    yield post("two lengths that differ", "Content-Length: 0", f"Content-Length: {len(hidden)}", body=hidden)
    yield post("a list of lengths", f"Content-Length: 0, {len(hidden)}", body=hidden)
    yield post("a length with a sign", f"Content-Length: +{len(hidden)}", body=hidden)
    yield post("a length in hex", f"Content-Length: 0x{len(hidden):x}", body=hidden)
    yield post("a negative length", "Content-Length: -1", body=hidden)
    yield post("a length over 64 bits", f"Content-Length: {2**64 + 2}", body=hidden)
    yield post("a blank before the colon", f"Content-Length : {len(hidden)}", body=hidden)
    yield post("a coding nobody knows", "Transfer-Encoding: xchunked", body=chunked)
    yield post("a coding in capitals and a tab", "Transfer-Encoding:\tCHUNKED, identity", body=chunked)
    yield post("two codings", "Transfer-Encoding: identity", "Transfer-Encoding: chunked", body=chunked)
    yield post("a folded header", "X-Fold: a\r\n Transfer-Encoding: chunked", "Content-Length: 0", body=hidden)
    yield post("a line feed alone", "X-Feed: a\nTransfer-Encoding: chunked", "Content-Length: 0", body=hidden)
    yield post("a carriage return alone", "X-Return: a\rTransfer-Encoding: chunked", "Content-Length: 0", body=hidden)
    yield post("a chunk size that is none", "Transfer-Encoding: chunked", body=b"zz\r\n" + hidden)
    yield post("a chunk size with a sign", "Transfer-Encoding: chunked", body=b"-1\r\n" + hidden)
    yield post("a chunk size over 64 bits", "Transfer-Encoding: chunked", body=b"1" + b"0" * 17 + b"\r\n" + hidden)
    yield post("a chunk longer than it says", "Transfer-Encoding: chunked", body=b"1\r\nabcdef\r\n0\r\n\r\n" + hidden)
    yield post(
        "an upgrade nobody speaks", "Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", "Content-Length: 0", body=b""
    )
