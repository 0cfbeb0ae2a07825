"""The demo's travel claims: one in every status, of several people and the contractor, with receipts drawn for them."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from leima.db.tables.attachments import Blob
from leima.db.tables.travel import Claim
from leima.db.tx import Tx
from leima.demo.company import Member
from leima.demo.history import EMPLOYEE, Times
from leima.demo.paper import draw_receipt
from leima.demo.sealing import Device, at_clock, uuid7
from leima.features.attachments import store as attachments
from leima.rules.zone import next_date
from leima.world.blobs import Blobs

CONTRACTOR, SUPERVISOR, PAYROLL = (f"{who}@demo.test" for who in ("contractor", "supervisor", "payroll"))
Purchase = tuple[str, str, float, int]
"""Supplier, category, per cent of value added tax, cents."""
PARKING: Purchase = ("Hämpin Parkki", "parking", 25.5, 1_800)
TAXI: Purchase = ("Taksi Helsinki", "taxi", 13.5, 2_460)
HOTEL: Purchase = ("Hotelli Torni", "hotel", 13.5, 13_900)
TRAIN: Purchase = ("VR", "public_transport", 13.5, 5_240)


@dataclass(frozen=True)
class Story:
    """A claim of a demo person: how many days ago, where to, how far it has come, and what was bought."""

    days_ago: int
    title: str
    destination: str
    kilometres: int
    until: str
    bought: tuple[Purchase, ...] = ()


OF_EMPLOYEE = (
    Story(3, "Asiakaskäynti Tampereella", "Tampere", 180, "draft", (PARKING,)),
    Story(10, "Messut Turussa", "Turku", 165, "submitted", (HOTEL, TRAIN)),
)
OF_CONTRACTOR = (Story(8, "Asennus Lahdessa", "Lahti", 105, "submitted", (PARKING, TAXI)),)
OF_TEAM = (
    Story(17, "Koulutus Oulussa", "Oulu", 605, "approved", (HOTEL,)),
    Story(12, "Huoltokäynti Kuopiossa", "Kuopio", 385, "returned", (TAXI,)),
    Story(24, "Palaveri Porissa", "Pori", 240, "rejected"),
    Story(38, "Asiakaspäivä Jyväskylässä", "Jyväskylä", 270, "paid", (TRAIN,)),
)
REASONS = {"returned": "Lisää taksimatkan syy.", "rejected": "Matka on jo korvattu toisella laskulla."}
DECISIONS = {"approved": "approve", "paid": "approve", "returned": "return", "rejected": "reject"}


@dataclass
class Teller:
    """Tells stories of claims as the operations of the devices that would have sent them."""

    tx: Tx
    times: Times
    blobs: Blobs
    push: Callable[[Device], int]
    supervisor: Member
    payroll: Member
    count: int = 0

    def tell(self, member: Member, story: Story) -> None:
        """One claim from its first trip to where it has come."""
        date = next_date(self.times.today, -story.days_ago)
        source = Random(f"{date} {member.email}")
        claim = uuid7(at_clock(self.times.zone, date, 480), source)
        self._send(member, source, self._draft(member, story, date, claim, source))
        if story.until in DECISIONS:
            row = self.tx.get(Claim, id=claim)
            assert row is not None
            seen = {"seen_version": row.version, "seen_total_cents": row.due_cents + row.expenses_cents}
            word = {"decision": DECISIONS[story.until], "reason": REASONS.get(story.until, ""), **seen}
            self._send(self.supervisor, source, [("claim.decide", claim, word)], member)
        if story.until == "paid":
            row = self.tx.get(Claim, id=claim)
            assert row is not None
            word = {"paid_on": next_date(date, 20), "seen_version": row.version}
            self._send(self.payroll, source, [("claim.pay", claim, word)], member)

    def _draft(
        self, member: Member, story: Story, date: str, claim: str, source: Random
    ) -> list[tuple[str, str, dict[str, Any]]]:
        """Head, trip and receipts, and that the claim is sent; the trip of a draft lacks its purpose."""
        hotel = HOTEL in story.bought
        trip = {
            "claim": claim,
            "purpose": "" if story.until == "draft" else story.title,
            "destination": story.destination,
            "start": f"{date}T07:30",
            "end": f"{next_date(date, 1) if hotel else date}T18:15",
            "start_place": "Helsinki",
            "km_from_workplace": story.kilometres,
            "km_from_home": story.kilometres - 4,
            "nights": [{"date": date, "lodging": "receipt"}] if hotel else [],
            "kilometres": [] if TRAIN in story.bought else [_drive(date, story)],
        }
        told: list[tuple[str, str, dict[str, Any]]] = [
            ("claim.save", claim, {"title": story.title}),
            ("trip.save", uuid7(self.times.now, source), trip),
        ]
        told += [
            ("receipt.save", uuid7(self.times.now, source), self._receipt(member, date, claim, one))
            for one in story.bought
        ]
        return told if story.until == "draft" else [*told, ("claim.submit", claim, {})]

    def _receipt(self, member: Member, date: str, claim: str, bought: Purchase) -> dict[str, Any]:
        supplier, category, rate, cents = bought
        shown = f"{cents // 100},{cents % 100:02d}"
        photo = draw_receipt(supplier, date, [(f"sis. alv {rate:g} %".replace(".", ","), shown)], f"{shown} EUR")
        sha256 = hashlib.sha256(photo).hexdigest()
        self.blobs.put(self.tx.org, sha256, photo)
        about: dict[str, Any] = {
            "kept": sha256,
            "media": "image/jpeg",
            "size": len(photo),
            "pages": 1,
            "at": self.tx.now,
        }
        self.tx.actor = member.actor
        attachments.add(self.tx, Blob(org=self.tx.org, person=member.actor.person, sha256=sha256, **about))
        lines = [{"rate": rate, "gross_cents": cents}]
        told = {"claim": claim, "date": date, "supplier": supplier, "category": category, "gross_cents": cents}
        return told | {"lines": lines, "files": [sha256]}

    def _send(
        self,
        by: Member,
        source: Random,
        told: Sequence[tuple[str, str, dict[str, Any]]],
        about: Member | None = None,
    ) -> None:
        device = Device(by.actor, (about or by).actor.person, self.times.zone, source)
        for type, id, body in told:
            device.seal(type, type.partition(".")[0], self.times.now, body, id)
        self.count += self.push(device)


def _drive(date: str, story: Story) -> dict[str, Any]:
    return {"date": date, "vehicle": "car", "km": 2 * story.kilometres}


def tell_claims(tx: Tx, everybody: Sequence[Member], times: Times, blobs: Blobs, push: Callable[[Device], int]) -> int:
    """Everybody's claims. Returns how many operations they are."""
    named = {member.email: member for member in everybody}
    teller = Teller(tx, times, blobs, push, named[SUPERVISOR], named[PAYROLL])
    others = [m for m in everybody if m.team == named[EMPLOYEE].team and m.email not in (EMPLOYEE, CONTRACTOR)]
    told = [(named[EMPLOYEE], one) for one in OF_EMPLOYEE] + [(named[CONTRACTOR], one) for one in OF_CONTRACTOR]
    for member, story in [*told, *zip(others, OF_TEAM, strict=False)]:
        teller.tell(member, story)
    return teller.count
