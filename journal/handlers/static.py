"""The built app: read once, kept in memory, served with its own compression and tags.

`/assets/*` carry a hash in their names and never change; a missing one is 404. Everything else that is no file is
a page of the app, which finds its way by itself.
"""

import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from litestar import Request, Response, route
from litestar.enums import HttpMethod
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from journal.handlers import auth

_IMMUTABLE = "public, max-age=31536000, immutable"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
_REFUSED = re.compile(r"q=0(\.0*)?")
_TYPES = {".webmanifest": "application/manifest+json", ".js": "text/javascript"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file, plain and compressed."""

    media_type: str
    tag: str
    cache_control: str
    bodies: Mapping[str, bytes]


def serve(folder: Path) -> HTTPRouteHandler:
    """A handler for the app built in `folder`. FileNotFoundError where it has no index.html."""
    assets = _read(folder)
    if "index.html" not in assets:
        raise FileNotFoundError(folder / "index.html")

    @route(
        ["/", "/{path:path}"],
        http_method=[HttpMethod.GET, HttpMethod.HEAD],
        opt={"who": auth.ANYONE},
        include_in_schema=False,
        sync_to_thread=False,
    )
    def app(request: Request[Any, Any, Any], path: FromPath[str] = "") -> Response[bytes]:
        name = path.strip("/")
        if name.startswith(("api/", "health/", "assets/")) and name not in assets:
            raise NotFoundException
        return _respond(request, assets.get(name) or assets["index.html"])

    return app


def _respond(request: Request[Any, Any, Any], asset: Asset) -> Response[bytes]:
    headers = {"Cache-Control": asset.cache_control, "Vary": "Accept-Encoding", "ETag": asset.tag}
    if asset.tag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers, media_type=asset.media_type)
    taken = _taken(request.headers.get("accept-encoding", ""))
    for encoding, body in asset.bodies.items():
        if encoding in taken:
            return Response(body, headers=headers | {"Content-Encoding": encoding}, media_type=asset.media_type)
    return Response(asset.bodies[""], headers=headers, media_type=asset.media_type)


def _taken(accepted: str) -> frozenset[str]:
    """The codings a browser names and does not refuse (RFC 9110, 12.5.3)."""
    named = (part.partition(";") for part in accepted.lower().replace(" ", "").split(","))
    return frozenset(name for name, _, weight in named if name and not _REFUSED.fullmatch(weight))


def _read(folder: Path) -> dict[str, Asset]:
    files = {
        PurePosixPath(path.relative_to(folder)).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in {".br", ".gz"}
    }
    return {name: _asset(name, path) for name, path in files.items()}


def _asset(name: str, path: Path) -> Asset:
    plain = path.read_bytes()
    packed = {
        encoding: packed_path.read_bytes()
        for encoding, suffix in _ENCODINGS
        if (packed_path := path.with_name(path.name + suffix)).is_file()
    }
    return Asset(
        media_type=_TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream",
        tag=f'"{hashlib.sha256(plain).hexdigest()[:32]}"',
        cache_control=_IMMUTABLE if name.startswith("assets/") else "no-cache",
        bodies=packed | {"": plain},
    )
