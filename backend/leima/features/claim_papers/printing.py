"""From a paper to the bytes that are sent: its files lie beside it in a folder that is gone when the PDF is there."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import msgspec
from litestar.response import Stream

from leima.features.claim_papers.paper import File, Paper, Printed
from leima.features.claim_papers.pictures import MOST_PAGES
from leima.features.claim_papers.press import LIMITS, print_paper
from leima.features.reports.files import headers
from leima.web.tokens import Claims
from leima.world.blobs import Blobs
from leima.world.world import World

PDF = "application/pdf"
PIECE = 65_536


async def printed(world: World, claims: Claims, paper: Paper, name: str) -> Stream:
    """The paper as a file to be saved. Raises Refused, OSError."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        await asyncio.to_thread(_lay_out, world.blobs, claims.org, Path(folder), paper)
        whose = f"{claims.org} {claims.person} paper"
        await world.files.read(whose, print_paper, folder, msgspec.json.encode(paper), Printed, LIMITS)
        file = (Path(folder) / "paper.pdf").open("rb")
    shut = {"Content-Security-Policy": "default-src 'none'; sandbox"}
    return Stream(_pieces(file), media_type=PDF, headers={**headers(name), **shut})


def _lay_out(blobs: Blobs, org: str, folder: Path, paper: Paper) -> None:
    """The files of the paper, as many as have room on it; what is not there the paper tells of."""
    for one in [block for block in paper.blocks if isinstance(block, File)][:MOST_PAGES]:
        content = blobs.get(org, one.name)
        if content is not None:
            (folder / one.name).write_bytes(content)


async def _pieces(file: IO[bytes]) -> AsyncIterator[bytes]:
    with file:
        while piece := await asyncio.to_thread(file.read, PIECE):
            yield piece
