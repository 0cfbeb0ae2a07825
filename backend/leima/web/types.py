"""What requests and rows are read into, made ready before there are threads."""

from collections.abc import Iterator

import msgspec


def make_ready() -> None:
    """Lets msgspec work out now how every Struct is read.

    It would do so at a type's first use, and a garbage collection in another thread meanwhile ends the process (seen
    with msgspec 0.22.0).
    """
    for one in every_struct():
        msgspec.json.Decoder(one)


def every_struct(base: type[msgspec.Struct] = msgspec.Struct) -> Iterator[type[msgspec.Struct]]:
    """The Structs that have been imported or made."""
    for one in base.__subclasses__():
        yield one
        yield from every_struct(one)
