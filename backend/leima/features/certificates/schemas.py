"""The bodies of the operations on certificates."""

from typing import Annotated

from msgspec import Meta

from leima.features.leave.schemas import Strict

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class CertificateSave(Strict, frozen=True):
    """A whole certificate as it is now; `files` are named by the SHA-256 of what was sent to `/api/v1/blobs`."""

    files: Annotated[list[Sha256], Meta(min_length=1, max_length=20)]


class CertificateRemove(Strict, frozen=True):
    """The certificate is taken away."""
