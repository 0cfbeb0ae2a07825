"""A mail server on loopback, as small as can be: what it is told to answer, and what came."""

import asyncio
import ssl
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


@dataclass
class Server:
    """What a mail server does, and what it has got. `rcpt` and `data` are its answers to an address and a letter."""

    port: int = 0
    tls: ssl.SSLContext | None = None
    """Offers STARTTLS with this."""
    rcpt: str = "250 ok"
    data: str = "250 taken"
    silent: bool = False
    """Says nothing at all."""
    dies: int = 0
    """So many times it ends after it has taken a letter, before it says so."""
    asked: int = 0
    said: list[tuple[str, bool]] = field(default_factory=list)
    """Each command, and whether it came by TLS."""
    taken: list[bytes] = field(default_factory=list)

    @property
    def letters(self) -> list[Message]:
        return [message_from_bytes(one, policy=default) for one in self.taken]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked += 1
        try:
            if self.silent:
                await asyncio.sleep(30)
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            return
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(*lines: str) -> None:
            writer.write("".join(f"{line}\r\n" for line in lines).encode())
            await writer.drain()

        secure = False
        await say("220 mail.test")
        while line := (await reader.readline()).decode().strip():
            word = line.split(" ")[0].upper()
            self.said.append((line, secure))
            if word == "EHLO":
                offers = ["250-mail.test", "250-STARTTLS"] if self.tls and not secure else ["250-mail.test"]
                await say(*offers, "250 8BITMIME")
            elif word == "STARTTLS" and self.tls:
                await say("220 go")
                await writer.start_tls(self.tls)
                secure = True
            elif word == "RCPT":
                await say(self.rcpt)
            elif word == "DATA":
                await say("354 go on")
                letter = await reader.readuntil(b"\r\n.\r\n")
                if self.data.startswith("250"):
                    self.taken.append(letter)
                if self.dies:
                    self.dies -= 1
                    return
                await say(self.data)
            elif word == "QUIT":
                await say("221 bye")
                return
            else:
                await say("250 ok" if word in ("MAIL", "RSET", "NOOP") else "502 no")


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """The server, in a thread of its own."""
    loop = asyncio.new_event_loop()
    begun = loop.run_until_complete(asyncio.start_server(server.serve, "127.0.0.1", 0))
    server.port = begun.sockets[0].getsockname()[1]
    thread = threading.Thread(target=_run, args=(loop, begun), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)


def _run(loop: asyncio.AbstractEventLoop, begun: asyncio.Server) -> None:
    """Until the loop is stopped. Talks that still go on then are broken off, so that nothing outlives the loop."""
    loop.run_forever()
    begun.close()
    loop.run_until_complete(_broken_off(asyncio.all_tasks(loop)))
    loop.close()


async def _broken_off(talks: Collection["asyncio.Task[Any]"]) -> None:
    for talk in talks:
        talk.cancel()
    await asyncio.gather(*talks, return_exceptions=True)


def certificates(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A certificate of 127.0.0.1: for the server, and for a client that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, secret = folder / "mail.pem", folder / "mail.key"
    pem.write_bytes(made.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(pem, secret)
    return theirs, ssl.create_default_context(cafile=str(pem))
