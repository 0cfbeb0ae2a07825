"""A paper before it is printed: blocks whose every text is written out in one language. `paper.typ` sets them."""

from typing import TypeAlias

import msgspec


class Column(msgspec.Struct, frozen=True):
    """A column of a table; a `wide` one takes the room that the others leave."""

    title: str
    wide: bool = False
    right: bool = False


class Heading(msgspec.Struct, frozen=True, tag="heading"):
    text: str
    level: int = 1


class Text(msgspec.Struct, frozen=True, tag="text"):
    text: str
    quiet: bool = False


class Facts(msgspec.Struct, frozen=True, tag="facts"):
    """Names and values, one pair a line."""

    rows: tuple[tuple[str, str], ...]


class Rows(msgspec.Struct, frozen=True, tag="rows"):
    """A table. In a cell the first line stands out and the others explain it; `sums` is its last row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[str, ...] = ()


class Sums(msgspec.Struct, frozen=True, tag="sums"):
    """A few sums in large figures."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


class NewPage(msgspec.Struct, frozen=True, tag="pages"):
    """What follows begins on a page of its own."""


class File(msgspec.Struct, frozen=True, tag="file"):
    """A photo or PDF that is printed as pictures of its pages. `name` is its name in the folder; `title` and `alt` have
    the places `{page}` and `{pages}` where it has several."""

    name: str
    media: str
    title: str
    alt: str
    page: str = ""
    """The same, for one page of several: appended to both."""
    left_out: str = ""
    """What is said where not all of its pages are printed, with the places `{printed}` and `{pages}`."""
    unreadable: str = ""
    """What is said where it cannot be read."""


Block: TypeAlias = Heading | Text | Facts | Rows | Sums | NewPage | File


class Paper(msgspec.Struct, frozen=True):
    """A paper. `made_at` is when, in epoch seconds; `logo` is a PNG beside the organisation's name, or empty."""

    title: str
    lead: str
    subject: str
    author: str
    lang: str
    footer: str
    made_at: int
    blocks: tuple[Block, ...]
    organisation: str = ""
    logo: bytes = b""


class Printed(msgspec.Struct, frozen=True):
    """What the process has made: `paper.pdf` in the folder, of so many bytes."""

    size: int
