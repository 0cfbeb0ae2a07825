"""The built PWA, read once at the start: exactly the files of the build, and nothing that a path could reach."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litestar import HttpMethod, Request, Response, Router, route
from litestar.params import FromPath

from leima.web.errors import NotFound
from leima.web.guard import PUBLIC

INDEX = "index.html"
FRESH = frozenset({INDEX, "sw.js", "send.js", "push.js", "manifest.webmanifest"})
"""Files that a browser must ask about each time; the others carry a hash in their names."""
_PACKED = {"br": ".br", "gzip": ".gz"}
"""Encodings that the build has made beside a file, the smallest first, and how their names end."""

_READING = [HttpMethod.GET, HttpMethod.HEAD]


@dataclass(frozen=True)
class Asset:
    """One file, plain and as the build packed it: by encoding, the smallest first."""

    body: bytes
    packed: dict[str, bytes]
    kind: str
    etag: str
    fresh: bool


def read_assets(folder: Path) -> dict[str, Asset]:
    """Every plain file of the build by its path; symbolic links are left out."""
    found: dict[str, Asset] = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink() and path.suffix not in _PACKED.values():
            name = path.relative_to(folder).as_posix()
            found[name] = _asset(path, name)
    return found


def _asset(path: Path, name: str) -> Asset:
    body = path.read_bytes()
    manifest = path.suffix == ".webmanifest"
    kind = "application/manifest+json" if manifest else mimetypes.guess_type(name)[0] or "application/octet-stream"
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    return Asset(body, _packed(path), kind, etag, name in FRESH)


def _packed(path: Path) -> dict[str, bytes]:
    beside = {encoding: path.with_name(f"{path.name}{ends}") for encoding, ends in _PACKED.items()}
    return {encoding: file.read_bytes() for encoding, file in beside.items() if file.is_file()}


def static_router(folder: Path) -> Router:
    """Serves the build; a path without a dot is a screen of the app and answers with its page."""
    assets = read_assets(folder)

    def answer(request: Request[Any, Any, Any], path: str) -> Response[bytes]:
        name = path.strip("/") or INDEX
        asset = assets.get(name) or (assets.get(INDEX) if "." not in name and not name.startswith("api/") else None)
        if asset is None:
            raise NotFound()
        headers = {"ETag": asset.etag, "Vary": "Accept-Encoding"}
        headers["Cache-Control"] = "no-cache" if asset.fresh or name not in assets else _lasting(name)
        if request.headers.get("if-none-match") == asset.etag:
            return Response(b"", status_code=304, headers=headers)
        accepted = {part.partition(";")[0].strip() for part in request.headers.get("accept-encoding", "").split(",")}
        for encoding, body in asset.packed.items():
            if encoding in accepted:
                return Response(body, headers={**headers, "Content-Encoding": encoding}, media_type=asset.kind)
        return Response(asset.body, headers=headers, media_type=asset.kind)

    @route("/", http_method=_READING, opt=PUBLIC, include_in_schema=False)
    async def index(request: Request[Any, Any, Any]) -> Response[bytes]:
        """The app's page."""
        return answer(request, "")

    @route("/{path:path}", http_method=_READING, opt=PUBLIC, include_in_schema=False)
    async def file(request: Request[Any, Any, Any], path: FromPath[str]) -> Response[bytes]:
        """A file of the build, or the app's page."""
        return answer(request, path)

    return Router("/", route_handlers=[index, file])


def _lasting(name: str) -> str:
    hashed = name.startswith("assets/")
    return "public, max-age=31536000, immutable" if hashed else "public, max-age=86400"
