"""The building blocks of request bodies: bounded text, numbers and dates. Unknown fields are refused."""

from typing import Annotated, TypeAlias

import msgspec

_NO_NUL = r"^[^\x00]*\Z"

Id: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._:-]+\Z")]
ONE_LINE = r"^[^\x00-\x1f\x7f]*\Z"
Line: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=ONE_LINE)]
"""One line of words."""
Label: TypeAlias = Annotated[str, msgspec.Meta(max_length=200, pattern=ONE_LINE)]
"""One line of words, or none."""
Device: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]+\Z")]
"""What a device calls itself."""
Text: TypeAlias = Annotated[str, msgspec.Meta(max_length=2000, pattern=_NO_NUL)]
Secret: TypeAlias = Annotated[str, msgspec.Meta(max_length=1024, pattern=_NO_NUL)]
Email: TypeAlias = Annotated[
    str, msgspec.Meta(min_length=3, max_length=254, pattern=r"^[^\x00-\x20\x7f@,;<>\"]+@[^\x00-\x20\x7f@,;<>\"]+\Z")
]
Day: TypeAlias = Annotated[str, msgspec.Meta(min_length=10, max_length=10, pattern=r"^\d{4}-\d{2}-\d{2}\Z")]
A_MONTH = r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])\Z"
Month: TypeAlias = Annotated[str, msgspec.Meta(pattern=A_MONTH)]
Minutes: TypeAlias = Annotated[int, msgspec.Meta(ge=-10_000_000, le=10_000_000)]


class Form(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """The base of every request body."""
