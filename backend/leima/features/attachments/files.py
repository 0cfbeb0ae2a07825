"""Files that people attach, as they are given back."""

from litestar import Response

KEEPS = ["image/jpeg", "application/pdf"]


def as_file(content: bytes, media: str, name: str) -> Response[bytes]:
    """A file to be saved or shown as a picture, never opened as a page. `name` is the hash that it was sent by."""
    ending = "pdf" if media == "application/pdf" else "jpg"
    headers = {
        "Content-Disposition": f'attachment; filename="{name[:12]}.{ending}"',
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=media, headers=headers)
