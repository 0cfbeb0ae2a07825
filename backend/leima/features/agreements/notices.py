"""What people hear of the company's switch of kiky."""

from typing import ClassVar

from leima.db.message import Message


class KikySwitched(Message, frozen=True):
    """The company has switched kiky on or off."""

    kind: ClassVar[str] = "kiky_switched"
    date: str
    runs: bool
    reason: str


NOTICES = (KikySwitched,)
