"""Loading code without looking for garbage in it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """All that is loaded stays, and looking at it takes a tenth of a start."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
