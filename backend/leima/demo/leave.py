"""The demo's requests for leave: two that wait and meet each other, one that was granted and one that was not."""

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple

from leima.demo.company import Member
from leima.demo.history import EMPLOYEE, Times
from leima.demo.sealing import Device, uuid7
from leima.rules.zone import next_date


class Wish(NamedTuple):
    """Leave that begins so many days ahead: its dates, its kind, and the supervisor's word with its reason."""

    ahead: int
    dates: int
    kind: str
    word: str = ""
    reason: str = ""


OF_EMPLOYEE = Wish(84, 12, "annual_holiday")
OF_TEAM = (
    Wish(91, 19, "annual_holiday"),
    Wish(33, 2, "flex_leave", "approve"),
    Wish(19, 1, "unpaid", "reject", "Silloin on inventaario. Sopisiko seuraava viikko?"),
)


def tell_leave(everybody: Sequence[Member], times: Times, supervisor: str, push: Callable[[Device], int]) -> int:
    """Everybody's requests. Returns how many operations they are."""
    named = {member.email: member for member in everybody}
    logins = (EMPLOYEE, supervisor, "contractor@demo.test")
    team = [one for one in everybody if one.team == named[EMPLOYEE].team and one.email not in logins]
    count = 0
    for member, wish in zip([named[EMPLOYEE], *team], [OF_EMPLOYEE, *OF_TEAM], strict=False):
        first = next_date(times.today, wish.ahead)
        source = Random(f"leave {first} {member.email}")
        id = uuid7(times.now, source)
        own = Device(member.actor, member.actor.person, times.zone, source)
        asked = {"from_date": first, "until_date": next_date(first, wish.dates - 1), "kind": wish.kind}
        own.seal("leave.request", "leave", times.now, asked, id)
        count += push(own)
        if wish.word:
            boss = Device(named[supervisor].actor, member.actor.person, times.zone, source)
            word = {"decision": wish.word, "seen_version": 1, "reason": wish.reason}
            boss.seal("leave.decide", "leave", times.now, word, id)
            count += push(boss)
    return count
