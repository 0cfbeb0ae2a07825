"""What authenticators are asked, and whether their answers are good. Source: Web Authentication Level 2.

The library is loaded when the first passkey is asked for: most starts of the server need none.
"""

import json
from base64 import urlsafe_b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_address
from urllib.parse import urlsplit

from leima.settings import Settings

TIMEOUT = 300_000
"""Milliseconds that the browser leaves somebody to find the key."""


class BadPasskey(Exception):
    """The authenticator's answer is not to be believed."""


@dataclass(frozen=True)
class Site:
    """Where passkeys of this server are good."""

    host: str
    origin: str


@dataclass(frozen=True)
class Made:
    """The public half of a new passkey."""

    id: str
    public_key: str
    sign_count: int


def site_of(settings: Settings) -> Site | None:
    """The public address; None where it has no name or no https: no browser makes passkeys there."""
    address = urlsplit(settings.public_url or f"http://localhost:{settings.port}")
    host = address.hostname or ""
    try:
        ip_address(host)
        return None
    except ValueError:
        pass
    if not host or (address.scheme != "https" and host != "localhost"):
        return None
    return Site(host, f"{address.scheme}://{address.netloc.lower()}")


def handle_of(org: str, person: str) -> bytes:
    """What an authenticator calls the person: it says nothing of who they are."""
    return sha256(f"{org}\x1f{person}".encode()).digest()


def new_passkey(site: Site, challenge: str, who: bytes, name: str, email: str, known: Sequence[str]) -> str:
    """What is asked to make a passkey, as JSON; those that are `known` are not made twice."""
    import webauthn
    from webauthn.helpers import base64url_to_bytes, structs

    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name="Leima",
        user_id=who,
        user_name=email,
        user_display_name=name,
        challenge=base64url_to_bytes(challenge),
        timeout=TIMEOUT,
        attestation=structs.AttestationConveyancePreference.NONE,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            require_resident_key=True,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known],
    )
    return webauthn.options_to_json(options)


def sign_in(site: Site, challenge: str) -> str:
    """What is asked of whoever signs in, as JSON: any passkey of this server."""
    import webauthn
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.structs import UserVerificationRequirement

    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=base64url_to_bytes(challenge),
        timeout=TIMEOUT,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return webauthn.options_to_json(options)


def challenge_in(credential: str) -> str:
    """The challenge that an answer says it has signed, base64url. Raises BadPasskey."""
    from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_client_data_json
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        said = parse_client_data_json(base64url_to_bytes(json.loads(credential)["response"]["clientDataJSON"]))
        return bytes_to_base64url(said.challenge)
    except (WebAuthnException, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadPasskey from error


def made_by(credential: str, challenge: str, site: Site) -> Made:
    """The new passkey of an answer. Raises BadPasskey."""
    import webauthn
    from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

    try:
        found = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except Exception as error:  # what a stranger wrote is read by many parts; none of their failures lets it in
        raise BadPasskey from error
    key = bytes_to_base64url(found.credential_public_key)
    return Made(bytes_to_base64url(found.credential_id), key, found.sign_count)


def id_in(credential: str) -> tuple[str, bytes | None]:
    """Which passkey an answer says it is, and whose. Raises BadPasskey."""
    from webauthn.helpers import base64url_to_bytes

    try:
        said = json.loads(credential)
        id, handle = said["id"], said["response"].get("userHandle")
        if not isinstance(id, str) or "\x00" in id:
            raise BadPasskey
        return id, base64url_to_bytes(handle) if handle else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadPasskey from error


def signed_count(credential: str, challenge: str, site: Site, public_key: str) -> int:
    """The authenticator's own count in an answer that the passkey has signed. Raises BadPasskey.

    Whether the count goes back is looked at afterwards, when the seal is known to be good.
    """
    import webauthn
    from webauthn.helpers import base64url_to_bytes

    try:
        found = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=urlsafe_b64decode(public_key + "=" * (-len(public_key) % 4)),
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except Exception as error:  # as above
        raise BadPasskey from error
    return found.new_sign_count
