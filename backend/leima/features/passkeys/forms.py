"""What passkeys say on the wire."""

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from leima.web.forms import ONE_LINE, Form, Label
from leima.web.forms import Device as DeviceId

Signed: TypeAlias = Annotated[str, Meta(min_length=2, max_length=20_000, pattern=ONE_LINE)]
"""What the browser's authenticator gave, as JSON of Web Authentication: PublicKeyCredential.toJSON()."""
Called: TypeAlias = Annotated[str, Meta(min_length=1, max_length=60, pattern=ONE_LINE)]


class NewPasskey(Form, frozen=True):
    credential: Signed
    called: Called


class PasskeyName(Form, frozen=True):
    called: Called


class PasskeyEntry(Form, frozen=True):
    credential: Signed
    device_id: DeviceId
    device_name: Label = ""


class PasskeyOptions(msgspec.Struct, frozen=True):
    """What the browser's authenticator is asked, as JSON of Web Authentication."""

    options: str


class PasskeyData(msgspec.Struct, frozen=True):
    """A passkey; instants are ISO UTC. One that was copied opens nothing."""

    id: str
    name: str
    made_at: str
    used_at: str | None
    copied: bool


class PasskeysData(msgspec.Struct, frozen=True):
    """The caller's passkeys; whether this server's address lets it have any; whether the caller has signed in so lately
    that they may add one; and whether it is recommended to them: they decide, pay or administer."""

    passkeys: list[PasskeyData]
    possible: bool
    fresh: bool
    recommended: bool
