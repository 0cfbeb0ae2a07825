"""Free text in a CSV file: no tool takes it for a formula, whichever separator it reads the file by."""

import re

_START = r"(^|[,;\t\r\n|])"
_LIVE = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
"""What begins a formula, in full width too."""
_WOULD_RUN = re.compile(rf'{_START}(?=[ "]*{_LIVE})')
_FIRST_BREAK = re.compile(r"^(?=[\t\r\n])")
_MADE_HARMLESS = re.compile(rf'{_START}\'(?=[ "]*{_LIVE})')
_BREAK_MADE_HARMLESS = re.compile(r"^'(?=[\t\r\n])")


def harmless(text: str) -> str:
    """The text with an apostrophe before each place where a cell could begin with a formula.

    A file with semicolons that is read by commas has cells that begin inside a text: `x,=1+1` is two of them.
    """
    return _WOULD_RUN.sub(r"\1'", _FIRST_BREAK.sub("'", text))


def as_written(text: str) -> str:
    """The text before `harmless`."""
    return _MADE_HARMLESS.sub(r"\1", _BREAK_MADE_HARMLESS.sub("", text))
