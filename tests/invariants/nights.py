"""Acts over an edge: over midnight, over the end of a month that is closed, and by clocks that run ahead."""

from collections.abc import Callable
from typing import Any

from leima.rules.zone import next_date
from tests.company import ms, new_id, operation, punch
from tests.invariants.asking import Asking

HOUR = 3_600_000


class Nights(Asking):
    """Nights, kiky marks in them, closed months and wrong clocks."""

    def nightly(self) -> list[tuple[int, Callable[[str], None]]]:
        """The acts by how often they come."""
        return [
            *((5, self.night), (5, self.marked_over_midnight), (4, self.mark_confirmed), (6, self.turn_of_month)),
            *((3, self.late_out), (3, self.month_closed), (4, self.fast_clock), (2, self.clock_set_right)),
        ]

    def _night(self, date: str) -> tuple[str, str]:
        """A local evening and the morning after it."""
        comes, goes = self.dice.randint(19, 23), self.dice.randint(0, 8)
        minutes = [self.dice.choice((0, 0, 30, 45)) for _ in range(2)]
        return f"{date}T{comes}:{minutes[0]:02}", f"{next_date(date)}T{goes:02}:{minutes[1]:02}"

    def night(self, who: str) -> None:
        person, (comes, goes) = self.company.ids[who], self._night(self.day(ahead=-1))
        ops = [punch(person, "in", comes, body={"kiky": self.dice.random() < 0.15})]
        if self.dice.random() < 0.4:
            ops += [
                punch(person, "break_start", f"{comes[:10]}T23:50"),
                punch(person, "break_end", f"{goes[:10]}T00:20"),
            ]
        if self.dice.random() < 0.85:
            ops.append(punch(person, "out", goes))
        if self.dice.random() < 0.3:
            self.dice.shuffle(ops)
        self.op(self.dice.choice((who, who, "boss")), *ops)

    def marked_over_midnight(self, who: str) -> None:
        date = self.day(ahead=2)
        comes, goes = self._night(date)
        body = {"date": date, "start": ms(comes), "end": ms(goes), "break_min": self.dice.choice((0, 0, 30))}
        row = self.some("kiky_mark", who, f"date='{date}' AND NOT deleted")
        known = {"id": row.id, "base": {"version": row.version}} if row else {}
        self.op(self.dice.choice((who, "boss")), operation(self.company.ids[who], "kiky.mark", body, 1, **known))
        if date < self.today and self.dice.random() < 0.6:
            shift = self.dice.choice((-60, 0, 0, 45)) * 60_000
            ops = [punch(self.company.ids[who], kind, at) for kind, at in (("in", comes), ("out", goes))]
            for one in ops:
                one["time"]["claimed_at"] += shift
            self.op(who, *ops)

    def mark_confirmed(self, who: str) -> None:
        """The person marks a day that has passed, and the supervisor says that it was so."""
        row, person = self.some("kiky_mark", who, "waits AND NOT deleted"), self.company.ids[who]
        if row is None:
            date = self.day(ahead=-1)
            hour = self.dice.randint(7, 22)
            times: dict[str, Any] = {"start": ms(f"{date}T{hour:02}:00"), "end": ms(f"{date}T{hour:02}:00") + 4 * HOUR}
            if self.dice.random() < 0.3:
                times = {"start": None, "end": None}
            made = operation(person, "kiky.mark", {"date": date, **times, "break_min": 0}, self.company.clock.now())
            self.op(who, made)
            return
        times = {"date": row.date, "start": row.start_at, "end": row.end_at, "break_min": row.break_min}
        if self.dice.random() < 0.5:
            self.ask("kiky/marks", {"id": new_id(), "people": [person], **times, "note": ""}, by=self.boss(who))
            return
        now = self.company.clock.now()
        self.op("boss", operation(person, "kiky.mark", times, now, id=row.id, base={"version": row.version}))

    # the end of a month
    def _last(self) -> str:
        """The last date of the month before today's."""
        return next_date(f"{self.today[:7]}-01", -1)

    def turn_of_month(self, who: str) -> None:
        """A word on the night over the end of a month, whether that is closed or not."""
        last, person = self._last(), self.company.ids[who]
        first = next_date(last)
        evening = (
            ("in", f"{last}T22:00", who),
            ("break_start", f"{last}T23:30", who),
            ("out", f"{last}T23:59", "boss"),
        )
        morning = (("break_end", f"{first}T00:15", who), ("in", f"{first}T02:00", who), ("out", f"{first}T06:00", who))
        kind, at, by = self.dice.choice((*evening, *morning, morning[-1]))
        self.op(by, punch(person, kind, at, body={"estimated_confirmed": kind == "out" and self.dice.random() < 0.3}))

    def late_out(self, who: str) -> None:
        """A clock-out, or a whole day, that comes when its month is closed."""
        closed = self.company.rows(
            "SELECT month FROM month_state WHERE org=:org AND person=:p AND status='closed' ORDER BY month",
            p=self.company.ids[who],
        )
        if not closed:
            self.month_closed(who)
            return
        month, person = self.dice.choice(closed).month, self.company.ids[who]
        days = [self.day(40, 0) for _ in range(12)]
        date = next((one for one in days if one.startswith(month)), self._last())
        out = punch(person, "out", f"{date}T{self.dice.randint(12, 22)}:{self.dice.randint(0, 59):02}")
        ops = [punch(person, "in", f"{date}T{self.dice.randint(5, 11):02}:10"), out]
        self.op(self.dice.choice((who, who, "boss")), *ops[self.dice.choice((0, 1, 1)) :])

    def month_closed(self, who: str) -> None:
        """The month before is sent, approved and closed, as far as its days let it."""
        month, person = self._last()[:7], self.company.ids[who]
        if month < self.first[:7]:
            return
        for date in self._pending(person, month):
            self.op("boss", punch(person, "out", f"{date}T16:30", body={"estimated_confirmed": True}))
        self.answers.clear()
        id = f"{person}:{month}"
        self.op(who, operation(person, "month.send", {}, self.company.clock.now(), id=id))
        row = self.some("month_state", who, f"month='{month}'")
        if row is not None and row.status == "sent":
            word = {"seen_version": row.version}
            self.op("boss", operation(person, "month.approve", word, self.company.clock.now(), id=id))
        self.ask("months/close", {"id": new_id(), "month": month, "people": [person]})

    def _pending(self, person: str, month: str) -> list[str]:
        rows = self.company.rows(
            "SELECT date FROM day_result WHERE org=:org AND person=:p AND status='pending' AND substr(date, 1, 7)=:m"
            " ORDER BY date",
            p=person,
            m=month,
        )
        return [str(row.date) for row in rows]

    # clocks
    def fast_clock(self, who: str) -> None:
        """A clock that is ahead: known by when the device sent, by its own measure, or not at all."""
        ahead = self.dice.choice((3, 3, 26, 960)) * HOUR
        kinds = self.dice.choice((("in",), ("out",), ("in", "out"), ("in", "break_start"), ("out", "in")))
        now, person = self.company.clock.now(), self.company.ids[who]
        ops = [punch(person, kind, f"{self.today}T00:00") for kind in kinds]
        for number, one in enumerate(ops):
            one["time"]["claimed_at"] = now + ahead - (len(ops) - number) * self.dice.choice((1, 40, 200)) * 60_000
            one["dev_seq"] = number + 1
        known = self.dice.choice(("sent", "measured", "unknown"))
        if known == "measured":
            for one in ops:
                one["time"]["srv_offset"] = {"ms": -ahead, "age_ms": 0}
        self.op(who, *ops, **({"sent_at": now + ahead} if known == "sent" else {}))

    def clock_set_right(self, who: str) -> None:
        """In by a clock that is ahead, and out by the right one."""
        now, person = self.company.clock.now(), self.company.ids[who]
        ops = [punch(person, kind, f"{self.today}T00:00", dev_seq=n) for n, kind in enumerate(("in", "out"), 1)]
        ops[0]["time"]["claimed_at"] = now + self.dice.choice((1, 3)) * HOUR
        ops[1]["time"]["claimed_at"] = now - self.dice.choice((0, 1, 30)) * 60_000
        self.op(who, *ops)
