"""Receipts as pictures of a paper: few pixels each, so that many of them fit into the memory of one process."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leima.features.claim_papers.paper import File

MOST_PIXELS = 40_000_000
"""Pixels of all pictures of a paper together: Typst holds each of them unpacked."""
MOST_OF_ONE = 2_200_000
"""A page of A4 with 150 dots an inch, or a photo in which small print can be read."""
LEAST_OF_ONE = 600_000
"""Where pictures would be smaller than that, some are left out."""
MOST_PAGES = MOST_PIXELS // LEAST_OF_ONE
QUALITY = 72
LONGEST_TEXT = 2_000
"""Letters of a page's text that go along for those who hear it."""


@dataclass(frozen=True)
class Page:
    """One picture: its file, its width and height, and what text is known to be on it."""

    name: str
    size: tuple[int, int]
    text: str = ""


@dataclass(frozen=True)
class Pages:
    """The pictures of a file, and how many pages it has; 0 when it cannot be read."""

    pictures: tuple[Page, ...]
    count: int


class Pictures:
    """Makes the pictures of a paper's files. What they may take together is shared out before the first is made."""

    def __init__(self, folder: Path, files: Sequence[File]) -> None:
        self._folder, self._made = folder, 0
        self._counts = {one.name: self._count(one) for one in files}
        self._left = MOST_PAGES
        pages = sum(self._counts[one.name] for one in files)
        self._pixels = min(MOST_OF_ONE, MOST_PIXELS // max(1, min(pages, MOST_PAGES)))

    def of(self, file: File) -> Pages:
        """The pictures of one file, as many as there is room for."""
        count = self._counts[file.name]
        wanted = min(count, self._left)
        self._left -= wanted
        made = self._pdf(file, wanted) if file.media == "application/pdf" else self._photo(file, wanted)
        try:
            return Pages(tuple(made), count)
        except (OSError, ValueError, RuntimeError):
            return Pages((), 0)

    def _count(self, file: File) -> int:
        if file.media != "application/pdf":
            return 1
        import pypdfium2

        try:
            with pypdfium2.PdfDocument(self._folder / file.name) as opened:
                return len(opened)
        except (OSError, RuntimeError):
            return 0

    def _photo(self, file: File, wanted: int) -> Iterator[Page]:
        if wanted == 0:
            return
        from PIL import Image

        with Image.open(self._folder / file.name) as photo:
            yield self._kept(photo)

    def _pdf(self, file: File, wanted: int) -> Iterator[Page]:
        if wanted == 0:
            return
        import pypdfium2

        with pypdfium2.PdfDocument(self._folder / file.name) as opened:
            for number in range(wanted):
                page = opened[number]
                across, down = page.get_size()
                scale = (self._pixels / max(across * down, 1.0)) ** 0.5
                drawn = page.render(scale=min(scale, 4.0)).to_pil()
                words = " ".join(page.get_textpage().get_text_bounded().split())
                yield self._kept(drawn, words[:LONGEST_TEXT])
                page.close()

    def _kept(self, picture: Any, text: str = "") -> Page:
        """A picture of at most so many pixels, as a JPEG in the folder."""
        scale = min(1.0, (self._pixels / (picture.width * picture.height)) ** 0.5)
        size = (max(1, int(picture.width * scale)), max(1, int(picture.height * scale)))
        picture.draft("RGB", size)
        small = picture.convert("RGB").resize(size)
        self._made += 1
        name, out = f"page-{self._made}.jpg", io.BytesIO()
        small.save(out, "JPEG", quality=QUALITY)
        (self._folder / name).write_bytes(out.getvalue())
        plain = "".join(sign if sign.isprintable() else " " for sign in text)
        return Page(name, size, plain)
