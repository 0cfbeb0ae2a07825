"""Prints a paper: pictures made small, pages set by Typst as PDF/UA-1 and PDF/A-2a. Runs in a process of its own."""

import io
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from leima.features.claim_papers.paper import File, Paper, Printed, Text
from leima.features.claim_papers.pictures import Pictures
from leima.world.files.apart import Limits
from leima.world.files.refused import Refused

MOST_BYTES = 64 * 1024 * 1024
LIMITS = Limits(memory=512 * 1024 * 1024, seconds=40.0, named="paper", writes=MOST_BYTES)
STANDARDS: list[Any] = ["ua-1", "a-2a"]
NO_SUCH_SIGN = "\N{WHITE SQUARE}"
"""What is printed for a sign that no font of ours has."""
_UNKNOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_STEERING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]")
_UNUSUAL = re.compile(
    f"[^\n -~\u00a0-\u024f\u0370-\u0373\u0386-\u03ce\u0400-\u045f\u2010-\u2027\u20ac\u2212{NO_SUCH_SIGN}]"
)
MOST_TRIES = 20
LOGO = "logo.png"


class Picture(msgspec.Struct, frozen=True, tag="picture"):
    """A picture in the folder. `size` is its width and height in pixels; a `small` one is a photo."""

    file: str
    title: str
    alt: str
    size: tuple[int, int]
    small: bool


def print_paper(folder: str, content: bytes) -> Printed:
    """Makes `paper.pdf` of the paper in `content` (JSON) and its files in the folder. Raises Refused."""
    os.environ["RAYON_NUM_THREADS"] = "1"
    paper = msgspec.json.decode(content, type=Paper)
    pictures = Pictures(Path(folder), [one for one in paper.blocks if isinstance(one, File)])
    blocks = [shown for one in paper.blocks for shown in _shown(one, pictures)]
    told = {"blocks": msgspec.to_builtins(blocks), "logo": _logo(Path(folder), paper.logo)}
    made = _set(Path(folder), msgspec.to_builtins(paper) | told, paper.made_at)
    if len(made) > MOST_BYTES:
        raise Refused("paper_too_heavy", seconds=round(LIMITS.seconds))
    (Path(folder) / "paper.pdf").write_bytes(made)
    return Printed(len(made))


def _logo(folder: Path, png: bytes) -> dict[str, Any] | None:
    """The logo's file in the folder and its pixels; None where there is none."""
    if not png:
        return None
    from PIL import Image

    (folder / LOGO).write_bytes(png)
    with Image.open(io.BytesIO(png)) as logo:
        return {"file": LOGO, "size": logo.size}


def _shown(one: Any, pictures: Pictures) -> Iterator[Any]:
    """A block as the template takes it: a file becomes its pages, and a word where some are left out."""
    if not isinstance(one, File):
        yield one
        return
    pages = pictures.of(one)
    for number, page in enumerate(pages.pictures, 1):
        told = one.page.replace("{page}", str(number)).replace("{pages}", str(pages.count)) if pages.count > 1 else ""
        alt = " ".join(part for part in (f"{one.alt}{told}.", page.text) if part)
        yield Picture(page.name, one.title + told, alt, page.size, small=one.media != "application/pdf")
    if not pages.count:
        yield Text(one.unreadable)
    elif len(pages.pictures) < pages.count:
        told = one.left_out.replace("{printed}", str(len(pages.pictures))).replace("{pages}", str(pages.count))
        yield Text(told)


def _set(folder: Path, paper: dict[str, Any], made_at: int) -> bytes:
    """The bytes of the PDF. Signs that no font has are drawn as an empty square."""
    import typst

    compiler = typst.Compiler(root=folder, font_paths=typst.Fonts(include_system_fonts=False), ignore_system_fonts=True)
    template = Path(__file__).with_name("paper.typ").read_bytes()
    text = msgspec.json.encode(_plain(paper)).decode()
    for _ in range(MOST_TRIES):
        (folder / "paper.json").write_text(text, "utf-8")
        try:
            made_on = datetime.fromtimestamp(made_at, UTC)
            made = compiler.compile(template, pdf_standards=STANDARDS, timestamp=made_on)
        except typst.TypstError as error:
            text = _without(text, str(error.diagnostic))
        else:
            assert isinstance(made, bytes)
            return made
    raise Refused("paper_unreadable")


def _plain(value: Any) -> Any:
    """The same without signs that steer and are not seen."""
    if isinstance(value, str):
        return _STEERING.sub("", value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _without(text: str, said: str) -> str:
    """The paper without the signs that Typst could not draw; without all unusual ones where it does not name them."""
    told = text
    for found in _UNKNOWN.findall(said):
        sign = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), found)
        told = told.replace(sign, NO_SUCH_SIGN)
    return told if told != text else _UNUSUAL.sub(NO_SUCH_SIGN, text)
