"""Reports as files to be saved: names without surprises, media types, and no copy kept on the way."""

import re
import unicodedata
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Literal

from litestar import Response
from litestar.response import Stream

Format = Literal["json", "xlsx", "csv"]
MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "zip": "application/zip",
    "xml": "application/xml",
}


def file_name(*parts: str, ending: str) -> str:
    """Letters, digits and hyphens of the parts: `tyoaikaraportti-aino-virtanen-2026-11-01-2026-11-30.xlsx`."""
    plain = unicodedata.normalize("NFKD", " ".join(parts).lower()).encode("ascii", "ignore").decode()
    return f"{re.sub(r'[^a-z0-9]+', '-', plain).strip('-')[:120] or 'leima'}.{ending}"


def headers(name: str) -> dict[str, str]:
    """What makes the browser save the answer under a name and keep no copy."""
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}


def saved(content: bytes, name: str) -> Response[bytes]:
    """The answer that is a file."""
    return Response(content, media_type=MEDIA[name.rpartition(".")[2]], headers=headers(name))


def streamed(content: AsyncIterator[bytes], name: str) -> Stream:
    """The same, sent as it is made."""
    return Stream(content, media_type=MEDIA[name.rpartition(".")[2]], headers=headers(name))


async def begun(content: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    """The same bytes, once the first of them are there: what fails before them is still an answer of its own."""
    first = await anext(content)

    async def rest() -> AsyncIterator[bytes]:
        try:
            yield first
            async for some in content:
                yield some
        finally:
            await content.aclose()

    return rest()
