"""The way out to a mail server. It is asked for TLS before anything is said, unless it is on this machine."""

import asyncio
import re
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as LINES
from email.utils import format_datetime
from enum import Enum
from typing import Protocol

import aiosmtplib

from leima.db.site import as_datetime
from leima.settings import Smtp

SECONDS = 20.0
"""The longest that one letter may take, its connection and every answer together."""
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?")


class Result(Enum):
    """What became of a letter."""

    SENT = "sent"
    LATER = "later"
    """The mail server, or the way to it, does not work now."""
    REFUSED = "refused"
    """The mail server does not take a letter to this address."""


@dataclass(frozen=True)
class Letter:
    """One letter. `id` makes its Message-ID, the same at every try; `at` is when it was written, epoch ms."""

    id: str
    to: str
    lang: str
    subject: str
    text: str
    at: int


class Post(Protocol):
    """Sends letters."""

    @property
    def is_on(self) -> bool:
        """Whether a mail server is set."""
        ...

    async def send(self, letter: Letter) -> Result:
        """Sends one letter. It raises nothing and takes at most SECONDS."""
        ...


class NoMail:
    """No mail server is set."""

    is_on = False

    async def send(self, letter: Letter) -> Result:
        return Result.LATER


def is_address(text: str) -> bool:
    """Whether a letter can go there: one plain address, and nothing that begins another line or another address."""
    return _ADDRESS.fullmatch(text) is not None and ".." not in text


def written(letter: Letter, sender: str) -> EmailMessage:
    """The letter with its headers. Raises ValueError for a header that is more than one line."""
    made = EmailMessage(policy=LINES)
    made["Subject"] = letter.subject
    made["From"] = sender
    made["To"] = letter.to
    made["Date"] = format_datetime(as_datetime(letter.at))
    made["Message-ID"] = f"<{letter.id}@{sender.partition('@')[2]}>"
    made["Content-Language"] = letter.lang
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text)
    return made


class Mail:
    """Sends letters by a mail server. `trusted` are the certificates of tests; otherwise those of the machine."""

    is_on = True

    def __init__(self, smtp: Smtp, trusted: ssl.SSLContext | None = None, seconds: float = SECONDS) -> None:
        self._smtp, self._tls, self._seconds = smtp, trusted, seconds

    async def send(self, letter: Letter) -> Result:
        """Sends one letter. It raises nothing and takes at most SECONDS."""
        if not is_address(letter.to):
            return Result.REFUSED
        try:
            made = written(letter, self._smtp.sender)
        except ValueError:
            return Result.REFUSED
        try:
            async with asyncio.timeout(self._seconds):
                return await self._deliver(made, letter.to)
        except (TimeoutError, OSError, ValueError, aiosmtplib.SMTPException):
            return Result.LATER

    async def _deliver(self, made: EmailMessage, to: str) -> Result:
        smtp = self._smtp
        if self._tls is None and smtp.tls != "none":
            self._tls = await asyncio.to_thread(ssl.create_default_context)
        client = aiosmtplib.SMTP(
            hostname=smtp.host,
            port=smtp.port,
            username=smtp.user or None,
            password=smtp.password or None,
            local_hostname=smtp.sender.partition("@")[2],
            timeout=self._seconds,
            use_tls=smtp.tls == "tls",
            start_tls=smtp.tls == "starttls",
            tls_context=self._tls,
        )
        async with client:
            try:
                await client.send_message(made, sender=smtp.sender, recipients=[to])
            except aiosmtplib.SMTPRecipientsRefused as refused:
                return Result.REFUSED if all(one.code >= 500 for one in refused.recipients) else Result.LATER
            except aiosmtplib.SMTPDataError as refused:
                return Result.REFUSED if refused.code >= 500 else Result.LATER
        return Result.SENT
