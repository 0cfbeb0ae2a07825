"""What people hear of certificates: that one was given, never why. Nothing of it goes to phones or by e-mail."""

from typing import ClassVar

from leima.db.message import Message


class CertificateGiven(Message, frozen=True):
    """Somebody on whom the reader decides has given a certificate of what has the id `of`."""

    kind: ClassVar[str] = "certificate_given"
    of: str
    name: str
    start: str
    end: str


NOTICES = (CertificateGiven,)
