"""Puts the demo company in: the organisation file, the history through the sync path, and four logins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec

from leima.app import OPS
from leima.db.database import Database
from leima.db.site import DEFAULT_ZONE, date_at
from leima.db.tx import Tx
from leima.demo import history
from leima.demo.claims import tell_claims
from leima.demo.company import HISTORY, Member, dates_of_history, demo_bundle, members, put_company_in
from leima.demo.history import EMPLOYEE, Times
from leima.demo.leave import tell_leave
from leima.demo.sealing import Device
from leima.features.auth.passwords import seal
from leima.features.auth.store import set_password
from leima.features.importing.ids import id_of
from leima.features.sync.arrival import arrive
from leima.features.sync.schemas import Envelope
from leima.features.sync.service import Push
from leima.world.blobs import Blobs

LOGINS = {
    EMPLOYEE: "monthly paid, flexitime, kiky by extension days",
    "contractor@demo.test": "hourly contractor",
    "supervisor@demo.test": "supervisor of both",
    "payroll@demo.test": "payroll and admin",
}
SUPERVISOR = "supervisor@demo.test"
TYPES = {(one.type, one.v): one for one in OPS}


class RefusedOperation(Exception):
    """An operation of the demo did not apply: the demo and the product disagree."""


@dataclass(frozen=True)
class Seeded:
    """What went in."""

    people: int
    operations: int


def is_empty(tx: Tx) -> bool:
    """Whether no organisation is there yet."""
    return tx.value(str, "SELECT id FROM organisation") is None


def seed(
    db: Database,
    now: int,
    password: str,
    *,
    days: int = HISTORY,
    people: int | None = None,
    blobs: Blobs | None = None,
) -> Seeded | None:
    """The whole demo in one transaction; None when something is there already.

    `now` is epoch ms; `days` and `people` make it smaller for tests. Travel claims need a place for their receipts'
    photos: without `blobs` there are none.
    """
    sealed = {email: seal(password) for email in LOGINS}

    def work(tx: Tx) -> Seeded | None:
        return _put_in(tx, now, sealed, days, people, blobs) if is_empty(tx) else None

    return db.write_now(work)


def _put_in(tx: Tx, now: int, sealed: dict[str, str], days: int, people: int | None, blobs: Blobs | None) -> Seeded:
    today = date_at(now, DEFAULT_ZONE)
    dates = dates_of_history(today, days)
    bundle = demo_bundle(dates[0])
    bundle.people = bundle.people[:people]
    openings = {row.email: {one.account: one.amount for one in row.openings} for row in bundle.people}
    put_company_in(tx, bundle)
    everybody = members(tx, bundle, date.fromisoformat(today).toordinal())
    for member in everybody:
        if member.email in sealed:
            set_password(tx, member.actor.person, sealed[member.email])
    times = Times(dates, today, now, DEFAULT_ZONE)
    count = _tell(tx, everybody, times, openings[EMPLOYEE]["flex"])
    if blobs is not None:
        count += tell_claims(tx, everybody, times, blobs, lambda device: take(tx, device))
    count += tell_leave(everybody, times, SUPERVISOR, lambda device: take(tx, device))
    tx.actor = None
    tx.run("UPDATE organisation SET turned_through=:date WHERE id=:org", date=dates[-1], org=tx.org)
    return Seeded(len(everybody), count)


def _tell(tx: Tx, everybody: Sequence[Member], times: Times, opening: int) -> int:
    """Everybody's operations, one person after the other; each person's days are computed once, with their history."""
    waiting = dict(tx.touched)
    tx.touched.clear()
    tx.recompute()
    imported = tx.changes[:]
    tx.changes.clear()
    count = 0
    for member, devices in zip(everybody, stories(tx.org, everybody, times, opening), strict=True):
        tx.touched[member.actor.person] = waiting.pop(member.actor.person, set())
        for device in devices:
            count += take(tx, device)
    tx.actor = None
    tx.changes += imported
    tx.touched.update(waiting)
    return count


def stories(org: str, everybody: Sequence[Member], times: Times, opening: int) -> list[list[Device]]:
    """The devices of each person with what they sealed, in everybody's order."""
    koulutus = id_of(org, "work_type", "koulutus")
    supervisor = next(member for member in everybody if member.email == SUPERVISOR)
    team = [m for m in everybody if m.team == "kehitys" and m.email not in LOGINS]
    guards = [m.actor.person for m in everybody if m.team == "kiinteisto"][2:5]
    found = []
    for member in everybody:
        own = history.device_of(member, times)
        if member.email == EMPLOYEE:
            history.employee_history(member, times, own, opening, koulutus)
        elif member in team[:2]:
            found.append(history.two_words(member, supervisor, times, ask=member is team[1]))
            continue
        elif member in team[2:3]:
            found.append(history.slow_clock(member, times))
            continue
        else:
            history.usual_history(member, times, own)
        if member.actor.person in guards:
            history.weekend_shift(member, times, own)
        found.append([own])
    return found


def take(tx: Tx, device: Device) -> int:
    """One device's push. Raises RefusedOperation when anything of it was not applied."""
    tx.actor = device.actor
    arrived = [arrive(msgspec.Raw(one)) for one in device.sealed]
    envelope = Envelope(ops=[], device_id=id_of(device.actor.org, "device", device.actor.person))
    answers = Push(tx, device.actor, TYPES, envelope, arrived).apply()
    for answer in answers:
        if answer.status != "applied":
            raise RefusedOperation(f"{answer.status} {answer.code} {answer.more}")
    return len(answers)
