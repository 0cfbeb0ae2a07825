"""Every setting, in one place: read once from the environment, then handed down."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit


class SettingError(Exception):
    """A setting cannot be used; the text says which and what to write instead."""


@dataclass(frozen=True)
class Smtp:
    """The mail server that letters go to. Nothing prints the password."""

    host: str
    port: int
    tls: str
    """starttls, tls, or none: that one to this machine alone."""
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Settings:
    """The settings of one process. docs/self-hosting.md lists them for people."""

    port: int = 8000
    host: str = "127.0.0.1"
    data: Path = Path("var")
    database_url: str = ""
    database_writers: int = 2
    database_readers: int = 4
    database_direct_url: str = ""
    database_pooling: str = "session"
    demo_password: str = ""
    workers: int = 1
    log: str = "info"
    metrics_port: int = 0
    schema: bool = False
    public_url: str = ""
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    push_email: str = "leima@localhost"
    smtp: Smtp | None = None
    """Without it no e-mail is sent."""
    sign_in_inside: tuple[str, ...] = ()
    """Origins of companies' sign-in providers that stand on the inner network: the only inner addresses asked."""
    backup_hour: int | None = 3
    """The hour of the site's night after which the embedded database is copied; None turns that off."""
    backup_folder: Path | None = None
    backups_kept: int = 7

    @property
    def sqlite_path(self) -> Path:
        return self.data / "leima.sqlite3"

    @property
    def blobs(self) -> Path:
        """The folder of what people attach, on PostgreSQL too: servers of one database share it."""
        return self.data / "blobs"

    @property
    def backups(self) -> Path:
        """The folder of copies."""
        return self.backup_folder or self.data / "backups"

    @property
    def direct_url(self) -> str:
        """PostgreSQL without a pooler between: for what a session holds, such as LISTEN."""
        return self.database_direct_url or self.database_url

    @property
    def is_postgres(self) -> bool:
        return bool(self.database_url)


def _whole(env: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = env.get(name, "")
    if not text:
        return default
    if not text.isdigit() or not least <= int(text) <= most:
        raise SettingError(f"{name} is '{text}'; write a whole number from {least} to {most}.")
    return int(text)


def _hour(env: Mapping[str, str], name: str, default: int) -> int | None:
    """An hour of the day; None for `off`."""
    text = env.get(name, "") or str(default)
    if text == "off":
        return None
    if not text.isdigit() or int(text) > 23:
        raise SettingError(f"{name} is '{text}'; write an hour from 0 to 23, or off.")
    return int(text)


def _choice(env: Mapping[str, str], name: str, default: str, allowed: tuple[str, ...]) -> str:
    text = env.get(name, "") or default
    if text not in allowed:
        raise SettingError(f"{name} is '{text}'; write one of {', '.join(allowed)}.")
    return text


def _networks(env: Mapping[str, str], name: str, default: str) -> tuple[str, ...]:
    parts = [part.strip() for part in (env.get(name) or default).split(",") if part.strip()]
    for part in parts:
        try:
            ip_network(part)
        except ValueError as error:
            raise SettingError(f"{name} holds '{part}'; write addresses or networks such as 10.0.0.0/24.") from error
    return tuple(parts)


def _origins(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Origins such as https://id.example.fi:8443; plain http leads to this machine alone."""
    parts = tuple(part.strip().rstrip("/") for part in env.get(name, "").split(",") if part.strip())
    for part in parts:
        found = re.fullmatch(r"(https?)://([a-z0-9.-]+|\[[0-9a-f:]+\])(:[0-9]{1,5})?", part)
        if found is None or (found[1] == "http" and not _is_loopback(found[2].strip("[]"))):
            raise SettingError(f"{name} holds '{part}'; write origins such as https://id.example.fi, with commas.")
    return parts


def _postgres_url(env: Mapping[str, str], name: str, otherwise: str) -> str:
    url = env.get(name, "")
    if url and not url.startswith(("postgresql://", "postgres://")):
        raise SettingError(f"{name} must begin with postgresql://; leave it unset {otherwise}.")
    return url


def _email(env: Mapping[str, str], name: str, public_url: str) -> str:
    """An e-mail address; unset, one at the host of the public address."""
    text = env.get(name, "") or f"leima@{urlsplit(public_url).hostname or 'localhost'}"
    if not re.fullmatch(r"[!-?A-~]+@[A-Za-z0-9.:-]+", text):
        raise SettingError(f"{name} is '{text}'; write an e-mail address such as admin@example.fi.")
    return text


_PORTS = {"starttls": 587, "tls": 465, "none": 25}
"""The usual port of each way to a mail server."""


def _smtp(env: Mapping[str, str], public_url: str) -> Smtp | None:
    """The mail server, when one is set. A letter leads to the public address, and goes in the open to nobody."""
    host = env.get("LEIMA_SMTP_HOST", "")
    if not host:
        return None
    if not public_url.startswith(("https://", "http://")):
        raise SettingError("LEIMA_SMTP_HOST needs LEIMA_PUBLIC_URL: an e-mail leads to it. Write https://…")
    tls = _choice(env, "LEIMA_SMTP_TLS", "starttls", tuple(_PORTS))
    if tls == "none" and not _is_loopback(host):
        raise SettingError(
            "LEIMA_SMTP_TLS=none is for a mail server on this machine alone; write starttls or tls for another one."
        )
    user, password = env.get("LEIMA_SMTP_USER", ""), env.get("LEIMA_SMTP_PASSWORD", "")
    if bool(user) != bool(password):
        raise SettingError("LEIMA_SMTP_USER and LEIMA_SMTP_PASSWORD go together: write both, or neither.")
    sender = _email(env, "LEIMA_SMTP_FROM", public_url)
    return Smtp(host, _whole(env, "LEIMA_SMTP_PORT", _PORTS[tls], 1, 65535), tls, sender, user, password)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def load(env: Mapping[str, str] = os.environ) -> Settings:
    """The settings in `env`. Raises SettingError with the name and what to write."""
    url = _postgres_url(env, "LEIMA_DATABASE_URL", "to use SQLite")
    direct = _postgres_url(env, "LEIMA_DATABASE_DIRECT_URL", "where no pooler stands between")
    pooling = _choice(env, "LEIMA_DATABASE_POOLING", "session", ("session", "transaction"))
    if pooling == "transaction" and not direct:
        raise SettingError(
            "LEIMA_DATABASE_POOLING=transaction needs LEIMA_DATABASE_DIRECT_URL: PostgreSQL's own address,"
            " past the pooler, for LISTEN and for locks."
        )
    public_url = env.get("LEIMA_PUBLIC_URL", "").rstrip("/")
    workers = _whole(env, "LEIMA_WORKERS", 1, 1, 64)
    if workers > 1 and not url:
        raise SettingError(
            "LEIMA_WORKERS above 1 needs PostgreSQL: set LEIMA_DATABASE_URL, or leave LEIMA_WORKERS unset."
        )
    return Settings(
        port=_whole(env, "LEIMA_PORT", 8000, 0, 65535),
        host=env.get("LEIMA_HOST", "") or "127.0.0.1",
        data=Path(env.get("LEIMA_DATA", "") or "var"),
        database_url=url,
        database_writers=_whole(env, "LEIMA_DATABASE_WRITERS", 2, 1, 32),
        database_readers=_whole(env, "LEIMA_DATABASE_READERS", 4, 1, 64),
        database_direct_url=direct,
        database_pooling=pooling,
        demo_password=env.get("LEIMA_DEMO_PASSWORD", ""),
        workers=workers,
        log=_choice(env, "LEIMA_LOG", "info", ("debug", "info", "warning", "error")),
        metrics_port=_whole(env, "LEIMA_METRICS_PORT", 0, 0, 65535),
        schema=env.get("LEIMA_SCHEMA", "") == "1",
        trusted_proxies=_networks(env, "LEIMA_TRUSTED_PROXIES", "127.0.0.1,::1"),
        public_url=public_url,
        push_email=_email(env, "LEIMA_PUSH_EMAIL", public_url),
        smtp=_smtp(env, public_url),
        sign_in_inside=_origins(env, "LEIMA_SIGN_IN_INSIDE"),
        backup_hour=_hour(env, "LEIMA_BACKUP_HOUR", 3),
        backup_folder=Path(env["LEIMA_BACKUP_FOLDER"]) if env.get("LEIMA_BACKUP_FOLDER") else None,
        backups_kept=_whole(env, "LEIMA_BACKUPS_KEPT", 7, 1, 400),
    )
