"""Everything that people and their office may do, at random: each act is asked for as a device or a desk asks."""

import json
from collections.abc import Callable
from typing import Any

from leima.rules.zone import next_date
from tests.company import ms, new_id, operation, punch
from tests.invariants.firm import CONTRACTS
from tests.invariants.money import OWING, Money
from tests.invariants.nights import Nights
from tests.invariants.words import Words

KINDS = (
    *("sick", "unpaid", "flex_leave", "overtime_leave", "bank_leave", "reduction_leave", "annual_leave_day"),
    *("annual_holiday", "annual_holiday", "training"),
)
ABLE = {"deducted": OWING, "proposals": OWING, "moved": OWING}


class RandomActs(Nights, Words, Money):
    """One company in a storm."""

    def step(self) -> str:
        """One act; answers whom it was about."""
        acts: list[tuple[int, Callable[[str], None]]] = [
            *((8, self.worked), (3, self.oddly_punched), (3, self.superseded), (3, self.typed), (4, self.edited)),
            *((6, self.away), (3, self.away_otherwise), (4, self.ordered), (3, self.decided), (5, self.chosen)),
            *((5, self.marked), (3, self.unmarked), (2, self.marked_by_office), (5, self.posted), (2, self.moved)),
            *((3, self.deducted), (3, self.undone), (3, self.contract), (1, self.contract_undone), (1, self.switched)),
            *((2, self.switch_undone), (4, self.month), (3, self.late), (4, self.later), (2, self.proposals)),
            *self.nightly(),
            *self.wordy(),
        ]
        act = self.dice.choices([one for _, one in acts], [weight for weight, _ in acts])[0]
        who = self.dice.choice(self._able(act.__name__))
        act(who)
        self.act(act.__name__)
        return who

    def _able(self, act: str) -> list[str]:
        """Whom an act is tried on: mostly those for whom it can be accepted."""
        able = ABLE.get(act, ()) if self.dice.random() < 0.9 else ()
        return list(able or CONTRACTS)

    # punches and entries
    def worked(self, who: str) -> None:
        date, person = self.day(ahead=0), self.company.ids[who]
        comes, stays = self.dice.randint(5, 11), self.dice.choice((3, 7, 8, 8, 10, 12))
        kiky: dict[str, Any] = {"kiky": self.dice.random() < 0.15}
        stays = min(stays, 23 - comes)
        ops = [punch(person, "in", f"{date}T{comes:02}:{self.dice.randint(0, 59):02}", body=kiky)]
        if self.dice.random() < 0.9:
            ops.append(punch(person, "out", f"{date}T{comes + stays:02}:59"))
        self.op(self.dice.choice((who, "boss")), *ops)

    def oddly_punched(self, who: str) -> None:
        kind = self.dice.choice(("in", "out", "break_start", "break_end"))
        at = f"{self.day(ahead=0)}T{self.dice.randint(6, 20):02}:{self.dice.randint(0, 59):02}"
        self.op(self.dice.choice((who, "boss")), punch(self.company.ids[who], kind, at))

    def superseded(self, who: str) -> None:
        row, person = self.some("punch", who, "superseded_by IS NULL"), self.company.ids[who]
        if row is None:
            return
        at = self.within(row.at, row.at + 60_000 * self.dice.randint(1, 90))
        body = {"kind": row.kind, "work_type": None, "cost_centre": None, "remote": False, "note": ""}
        fresh = operation(person, "punch.record", body, at)
        wish = operation(person, "punch.choose", {"instead_of": [row.id]}, 1, id=fresh["entity"]["id"])
        self.op(self.dice.choice((who, "boss")), fresh, wish)

    def typed(self, who: str) -> None:
        date, comes = self.day(ahead=0), self.dice.randint(6, 15)
        goes = comes + self.dice.randint(1, 8)
        body: dict[str, Any] = {"start": ms(f"{date}T{comes:02}:00"), "end": ms(f"{date}T{goes:02}:00")}
        body |= {"work_type": None, "cost_centre": None, "remote": False, "note": ""}
        body |= {"kiky": self.dice.random() < 0.3}
        self.op(who, operation(self.company.ids[who], "entry.create", body, 1))

    def edited(self, who: str) -> None:
        row = self.some("entry", who)
        if row is None:
            return
        kind = self.dice.choice(("edit", "edit", "delete", "restore"))
        body: dict[str, Any] = {}
        if kind == "edit":
            more = self.dice.randint(-90, 90) * 60_000
            given = {"start": self.within(row.start_at, row.start_at + more)}
            given["end"] = self.within(row.start_at, (row.end_at or row.start_at) + more)
            some = self.dice.choice((given, {"kiky": not row.kiky}, {"end": given["end"]}))
            body = {"set": some}
            if row.overrides != "{}" and self.dice.random() < 0.4:
                body = {"set": {}, "clear": sorted(name for name in json.loads(row.overrides) if name != "note")}
        made = operation(self.company.ids[who], f"entry.{kind}", body, 1, id=row.id, base={"version": row.version})
        self.op(self.dice.choice((who, "boss")), made)

    # absences
    def _away(self) -> dict[str, Any]:
        first = self.day(ahead=9)
        last = next_date(first, self.dice.choice((0, 0, 0, 1, 4, 7)))
        kind = self.dice.choice(KINDS)
        part = self.dice.random() < 0.3 and kind != "annual_holiday"
        minutes = self.dice.choice((60, 240, 450)) if part else None
        return {"from_date": first, "until_date": last, "kind": kind, "minutes": minutes}

    def _absence(self, who: str, type: str, body: dict[str, Any], **more: Any) -> None:
        made = operation(self.company.ids[who], type, body, 1, **more)
        self.op(self.dice.choice((who, "boss", "boss")), made | {"entity": {**made["entity"], "type": "absence"}})

    def away(self, who: str) -> None:
        self._absence(who, "absence.record", self._away())

    def away_otherwise(self, who: str) -> None:
        row = self.some("absence", who)
        if row is None:
            return
        known = {"id": row.id, "base": {"version": row.version}}
        if self.dice.random() < 0.5:
            self._absence(who, "absence.cancel", {}, **known)
        else:
            self._absence(who, "absence.change", self._away(), **known)

    # orders and choices
    def _order(self, by: str, who: str, type: str, body: dict[str, Any], id: str | None = None) -> None:
        made = operation(self.company.ids[who], type, body, self.company.clock.now(), id=id)
        self.op(by, made | {"entity": {"type": "work_order", "id": made["entity"]["id"]}})

    def ordered(self, who: str) -> None:
        date, by = self.day(), self.dice.choice((who, "boss"))
        body: dict[str, Any] = {"date": date, "minutes": self.dice.choice((60, 180, 400))}
        if self.dice.random() < 0.4:
            body = {"date": date, "start": ms(f"{date}T14:00"), "end": ms(f"{date}T21:00")}
        self._order(by, who, "order.place" if by == "boss" else "order.ask", body)

    def decided(self, who: str) -> None:
        row = self.some("work_order", who, "status IN ('waiting', 'approved')")
        if row is None:
            self._order("boss", who, "order.refuse", {"date": self.day(), "minutes": 60, "reason": "ei"})
        elif row.status == "waiting":
            word = {"decision": self.dice.choice(("approve", "reject")), "seen_version": row.version, "reason": "x"}
            self._order("boss", who, "order.decide", word, row.id)
        else:
            self._order("boss", who, "order.cancel", {}, row.id)

    def chosen(self, who: str) -> None:
        body = {"date": self.day(ahead=0), "choice": self.dice.choice(("pay", "leave", "bank", "bank"))}
        made = operation(self.company.ids[who], "overtime.choose", body, self.company.clock.now())
        self.op(who, made | {"entity": {"type": "overtime_choice", "id": new_id()}})

    # kiky
    def marked(self, who: str) -> None:
        row, date = self.some("kiky_mark", who), self.day(ahead=5)
        times: dict[str, Any] = {"start": None, "end": None}
        if self.dice.random() < 0.4:
            times = {"start": ms(f"{date}T15:00"), "end": ms(f"{date}T{self.dice.choice((16, 18, 20))}:00")}
        known = {} if row is None or self.dice.random() < 0.6 else {"id": row.id, "base": {"version": row.version}}
        body = {"date": date, **times, "break_min": 0}
        self.op(self.dice.choice((who, "boss")), operation(self.company.ids[who], "kiky.mark", body, 1, **known))

    def unmarked(self, who: str) -> None:
        row = self.some("kiky_mark", who, "NOT deleted")
        if row is not None:
            known = {"id": row.id, "base": {"version": row.version}}
            self.op(who, operation(self.company.ids[who], "kiky.unmark", {}, 1, **known))

    def marked_by_office(self, who: str) -> None:
        if self.dice.random() < 0.4:
            rows = self.company.rows("SELECT id FROM act WHERE org=:org AND kind='kiky_marks' ORDER BY at, id")
            if rows:
                self.ask(f"kiky/marks/{self.dice.choice(rows).id}/undo", {}, by="boss")
            return
        body = {"id": new_id(), "people": [self.company.ids[one] for one in CONTRACTS], "date": self.day(ahead=5)}
        self.ask("kiky/marks", body, by=self.dice.choice(("boss", "palkka", "palkka")))

    def switched(self, who: str) -> None:
        date = self.day(ahead=0)
        last = next_date(date, self.dice.randint(0, 9)) if self.dice.random() < 0.6 else None
        key = self.dice.choice(("oma", "longer-hours", None))
        body = {"id": new_id(), "runs": self.dice.random() < 0.3, "from_date": date, "reason": "syy", "agreement": key}
        self.ask("kiky/switches", {**body, "until_date": last})

    def switch_undone(self, who: str) -> None:
        rows = self.company.rows("SELECT id FROM kiky_switch WHERE org=:org AND undone_at IS NULL ORDER BY id")
        if rows:
            self.ask(f"kiky/switches/{self.dice.choice(rows).id}/undo", {})

    # the ledger
    def undone(self, who: str) -> None:
        row = self.some("act", who, "undone_at IS NULL AND kind <> 'month_close' AND id NOT IN (SELECT posting FROM"
                                    " change_request WHERE posting IS NOT NULL)")  # fmt: skip
        if row is not None:
            self.ask(f"acts/{row.id}/undo", {})

    # contracts
    def contract(self, who: str) -> None:
        change = self.dice.choice(
            ({"share": 0.8}, {"share": 1.0}, {"day_minutes_add": 6}, {"weekdays": [600, 600, 600, 0, 450, 0, 0]})
        )
        first = self.day()
        until = next_date(first, self.dice.randint(0, 8)) if self.dice.random() < 0.6 else None
        body = {"id": new_id(), "from": first, "until": until, "people": [self.company.ids[who]], "change": change}
        self.ask("contracts", {**body, "hourly_too": True})

    def contract_undone(self, who: str) -> None:
        rows = self.company.rows("SELECT id FROM contract_change WHERE org=:org AND undone_at IS NULL ORDER BY at, id")
        if rows:
            self.ask(f"contracts/changes/{self.dice.choice(rows).id}/undo", {})

    # months
    def month(self, who: str) -> None:
        person = self.company.ids[who]
        month = self.dice.choice((self.today[:7], next_date(f"{self.today[:7]}-01", -1)[:7]))
        row = next(
            iter(self.company.rows("SELECT * FROM month_state WHERE org=:org AND id=:id", id=f"{person}:{month}")), None
        )
        status = row.status if row else "open"
        if row is None or status in ("open", "returned"):
            self.op(who, operation(person, "month.send", {}, self.company.clock.now(), id=f"{person}:{month}"))
        elif status == "sent":
            word = {"seen_version": row.version}
            self.op("boss", operation(person, "month.approve", word, 1, id=row.id))
        elif status == "approved" and self.dice.random() < 0.3:
            word = {"reason": "katso", "seen_version": row.version}
            self.op("boss", operation(person, "month.return", word, 1, id=row.id))
        elif status == "approved":
            self.ask("months/close", {"id": new_id(), "month": month, "people": [person]})

    def late(self, who: str) -> None:
        row = self.some("change_request", who, "status='waiting'")
        if row is None:
            row = self.some("correction", who, "status='waiting'")
        if row is None:
            return
        body = {
            "decision": self.dice.choice(("approve", "approve", "reject")),
            "seen_version": row.version,
            "reason": "x",
        }
        name = "change" if hasattr(row, "wish") else "correction"
        made = operation(self.company.ids[who], f"{name}.decide", body, 1, id=row.id)
        if name == "change":
            made["entity"]["type"] = "change_request"
        self.op("palkka", made)

    # time
    def later(self, who: str) -> None:
        date = next_date(self.today, self.dice.choice((0, 1, 1, 2, 3)))
        now = self.company.clock.now()
        at = f"{date}T{self.dice.randint(0, 22):02}:30"
        if ms(at) > now:
            self.told.append(f"turn {at}")
            self.answers.append("applied")
            self.company.turn(at)
