"""Operations as a device would seal them, made from a seeded source so that a day's demo is always the same."""

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from leima.db.actor import Actor
from leima.rules.zone import near_instant, offset_at

MINUTE = 60_000


def uuid7(at: int, source: Random) -> str:
    """A uuid of version 7 for an instant (epoch ms)."""
    bits = (at & (2**48 - 1)) << 80 | 7 << 76 | source.getrandbits(12) << 64 | 2 << 62 | source.getrandbits(62)
    return str(UUID(int=bits))


def at_clock(zone: str, date: str, minute: int) -> int:
    """The instant (epoch ms) at which local clocks show `minute` of a date."""
    return near_instant(zone, date, f"{minute // 60:02d}:{minute % 60:02d}") * MINUTE


@dataclass
class Device:
    """One author's device: it seals operations and keeps them until they are taken."""

    actor: Actor
    subject: str
    zone: str
    source: Random
    behind: int = 0
    """Milliseconds that its clock is behind the server's, as it measured itself."""
    sent: int = 0
    """How many operations it had sealed before."""
    sealed: list[bytes] = field(default_factory=list)

    def punch(self, kind: str, at: int, **body: Any) -> str:
        """Clocks at an instant (epoch ms). Answers the punch's id."""
        return self.seal("punch.record", "punch", at, {"kind": kind, **body})

    def seal(self, type: str, entity: str, at: int, body: dict[str, Any], id: str | None = None) -> str:
        """Seals one operation made at `at`. Answers the entity's id."""
        entity_id = id or uuid7(at, self.source)
        time = {"claimed_at": at, "tz": self.zone, "offset_min": offset_at(self.zone, at // MINUTE)}
        operation = {
            "op_id": uuid7(at, self.source),
            "dev_seq": self.sent + len(self.sealed) + 1,
            "type": type,
            "v": 1,
            "subject": self.subject,
            "entity": {"type": entity, "id": entity_id},
            "base": None,
            "body": body,
            "time": {**time, "srv_offset": {"ms": self.behind, "age_ms": 60_000}},
        }
        self.sealed.append(json.dumps(operation, ensure_ascii=False).encode())
        return entity_id
