"""Three months of the demo's working life, as the operations that its people's devices would have sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from leima.demo.company import Member
from leima.demo.habits import LUNCH, Shift, draw_shift, draw_surplus, surpluses_that_sum_to, within
from leima.demo.sealing import Device, at_clock
from leima.rules.zone import next_date, weekday

EMPLOYEE = "employee@demo.test"
FLEX_GOAL = 135
"""Minutes of flex that the demo employee shows: +2:15."""
SATURDAY = 5
THREE_HOURS = 3 * 3_600_000


@dataclass(frozen=True)
class Times:
    """The dates that are told, and the instant (epoch ms) at which the telling stops."""

    dates: Sequence[str]
    today: str
    now: int
    zone: str

    @property
    def saturdays(self) -> list[str]:
        """The latest past Saturdays of this year first."""
        return [date for date in reversed(within(self.dates, self.today[:4])) if weekday(date) == SATURDAY]


def device_of(member: Member, times: Times, *, behind: int = 0) -> Device:
    """The person's own phone."""
    return Device(member.actor, member.actor.person, times.zone, member.source, behind)


def clock_shift(device: Device, shift: Shift, until: int, *, kiky: bool = False) -> list[str]:
    """The punches of one day up to the instant `until` (epoch ms); answers their ids."""
    body = {"remote": shift.remote, "work_type": shift.work_type, "kiky": kiky}
    told = [("in", shift.comes), ("out", shift.leaves)]
    if shift.lunch is not None:
        told[1:1] = [("break_start", shift.lunch), ("break_end", shift.lunch + LUNCH)]
    timed = [(kind, at_clock(device.zone, shift.date, minute)) for kind, minute in told]
    return [device.punch(kind, at, **body) for kind, at in timed if at <= until]


def workdays(member: Member, dates: Sequence[str]) -> list[tuple[str, int]]:
    """The dates that ask for work, each with its minutes."""
    targets = ((date, member.target(date)) for date in dates)
    return [(date, target) for date, target in targets if target]


def usual_history(member: Member, times: Times, device: Device, without: str = "") -> None:
    """What most people's phones sent: every workday, and today up to now. `without` is left out."""
    for date, target in workdays(member, [*times.dates, times.today]):
        surplus = draw_surplus(member.habits, member.source)
        shift = draw_shift(member.habits, member.source, date, target, surplus)
        if date != without:
            clock_shift(device, shift, times.now)


def weekend_shift(member: Member, times: Times, device: Device) -> None:
    """Somebody looks after the houses when the offices are closed."""
    if weekday(times.today) >= SATURDAY:
        shift = Shift(times.today, 480, 960, 690, False, member.habits.work_types[0])
        clock_shift(device, shift, times.now)


def employee_history(member: Member, times: Times, device: Device, opening: int, koulutus: str) -> None:
    """The demo employee: flex at its goal, kiky days done, the last workday's clock-out forgotten."""
    habits = replace(member.habits, comes=482, clocks_lunch=True, remote=0.4)
    days = workdays(member, times.dates)
    *before, (forgotten, target) = days
    surpluses = surpluses_that_sum_to(FLEX_GOAL - opening, len(before), member.source)
    for (date, minutes), surplus in zip(before, surpluses, strict=True):
        clock_shift(device, draw_shift(habits, member.source, date, minutes, surplus), times.now)
    last = replace(draw_shift(habits, member.source, forgotten, target, 0), comes=482, lunch=None)
    clock_shift(device, last, at_clock(times.zone, forgotten, last.leaves - 1))
    _kiky_days(device, times, koulutus)


def _kiky_days(device: Device, times: Times, koulutus: str) -> None:
    """18:30 of kiky on three Saturdays: two clocked, one marked without clock times; one more is planned."""
    whole, marked, half = ([*times.saturdays[1::3], "", "", ""])[:3]
    if whole:
        clock_shift(device, Shift(whole, 540, 1020, 720, False, koulutus), times.now, kiky=True)
    if half:
        clock_shift(device, Shift(half, 540, 750, None, False, koulutus), times.now, kiky=True)
    planned = next_date(times.today, 7 + (SATURDAY - weekday(times.today)) % 7)
    for date in (marked, planned):
        if date.startswith(times.today[:4]):
            at = min(times.now, at_clock(times.zone, date, 540))
            device.seal("kiky.mark", "kiky_mark", at, {"date": date, "note": "Koulutuspäivä"})


def two_words(member: Member, supervisor: Member, times: Times, ask: bool) -> list[Device]:
    """A forgotten clock-out: the supervisor says 16.30, the person 16.56; with `ask` the person wants their own."""
    date, _ = workdays(member, times.dates)[-3]
    own = device_of(member, times)
    usual_history(member, times, own, without=date)
    own.punch("in", at_clock(times.zone, date, 488), work_type=member.habits.work_types[0])
    theirs = Device(supervisor.actor, member.actor.person, times.zone, supervisor.source)
    out = theirs.punch("out", at_clock(times.zone, date, 990), estimated_confirmed=True)
    later = Device(member.actor, member.actor.person, times.zone, member.source, sent=len(own.sealed))
    mine = later.punch("out", at_clock(times.zone, date, 1016), estimated_confirmed=True)
    if ask:
        later.seal("punch.choose", "punch", times.now, {"instead_of": [out]}, id=mine)
    return [own, theirs, later]


def slow_clock(member: Member, times: Times) -> list[Device]:
    """A phone whose clock was three hours behind on the last workday's morning, and right by the evening."""
    date, target = workdays(member, times.dates)[-1]
    before, odd, after = (device_of(member, times, behind=behind) for behind in (0, THREE_HOURS, 0))
    usual_history(member, times, before, without=date)
    shift = replace(draw_shift(member.habits, member.source, date, target, 0), lunch=None)
    odd.sent, after.sent = len(before.sealed), len(before.sealed) + 1
    odd.punch("in", at_clock(times.zone, date, shift.comes), work_type=shift.work_type)
    after.punch("out", at_clock(times.zone, date, shift.leaves), work_type=shift.work_type)
    return [before, odd, after]
