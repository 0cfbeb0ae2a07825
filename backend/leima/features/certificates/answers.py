"""Certificates as they are told."""

import msgspec


class CertificateFile(msgspec.Struct, frozen=True):
    """A file of a certificate, named by the SHA-256 of what was sent."""

    sha256: str
    media: str
    pages: int


class CertificateData(msgspec.Struct, frozen=True):
    """A certificate of the absence or request `id`, given at an instant (epoch ms).

    `files` is null for who may know that it was given, and no more.
    """

    id: str
    person: str
    given_at: int
    pages: int
    files: list[CertificateFile] | None
