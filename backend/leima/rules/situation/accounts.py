"""What a situation asks about accounts and holidays: one function a question, each answered by the rules."""

from collections.abc import Callable, Mapping
from typing import Any

from leima.rules.calendar import calendar_days
from leima.rules.kiky import year_total
from leima.rules.leave import earning
from leima.rules.leave.counting import DAY, by_date, counted, used
from leima.rules.leave.illness import moved_by_sickness, waiting_days
from leima.rules.leave.leave import number
from leima.rules.leave.rules import LeaveRules
from leima.rules.leave.seasons import in_summer, notice, seasons
from leima.rules.pay import accounts, discharge
from leima.rules.pay.classes import by_class
from leima.rules.pay.periods import months_of
from leima.rules.pay.rates import Rates
from leima.rules.pay.rest import earliest_start, most_work, too_much_work
from leima.rules.pay.work import Facts, Pay
from leima.rules.resolve import resolve
from leima.rules.situation.given import Given, Refused, as_instant

Answer = dict[str, Any]


def flex(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """The flex balance carried forward by the days, and its caps."""
    start = one.minutes("balance", 0)
    after = start + sum(day.result.flex for day in pay.days)
    ends = one.truth("period_ends")
    found: Answer = {"before": start, "after": after}
    if one.has("period_start"):
        first, last = months_of(facts.last, one.date("period_start"), rates.flex_period_months)
        ends = last == facts.last
        found["period"] = {"from": first, "until": last}
    tested = accounts.flex_test(after, rates, ends)
    return found | {"over_cap": tested.over, "findings": findings_json(tested.findings)}


def overtime_leave(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """All additional work and overtime of the days as leave."""
    sums = {kind: minutes for kind, minutes in by_class(pay.days).items() if kind in accounts.RAISES}
    return {"minutes": accounts.as_leave(sums), "of": sums, "within_months": rates.overtime_leave_months}


def bank(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """A deposit of flex, or of the days' overtime with its raise, against the bank's limits."""
    surplus = one.has("flex")
    sums = {kind: minutes for kind, minutes in by_class(pay.days).items() if kind in accounts.RAISES}
    minutes = one.minutes("flex") if surplus else accounts.as_leave(sums)
    given = {name: one.minutes(name, 0) for name in ("balance", "grown", "moved")}
    room = accounts.bank_deposit(minutes, rates, flex=surplus, **given)
    return {"asked": minutes, "taken": room.taken, "left_out": room.left_out, "cap": room.cap} | {
        "findings": findings_json(room.findings)
    }


def kiky_opening(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """The year's opening by share and months, replaced by a hand-made one; for extension days, in days and weeks."""
    year = one.whole("year")
    stints = [
        (
            terms.kiky.year_minutes,
            terms.share,
            max(terms.from_, terms.kiky.from_),
            _sooner(terms.until, terms.kiky.until),
        )
        for terms in resolve(facts.person, facts.contracts, facts.agreements, facts.zone)
        if terms.kiky is not None
    ]
    automatic = year_total(year, stints)
    adjustment = 0
    if one.has("leaves"):
        last = one.date("leaves")
        until = [(minutes, share, first, _sooner(end, last)) for minutes, share, first, end in stints]
        adjustment = discharge.share_change(year, stints, until)
    amount, difference = discharge.opening(automatic, one.minutes("by_hand") if one.has("by_hand") else None)
    return {"automatic": automatic, "amount": amount, "difference": difference, "adjustment": adjustment}


def kiky_settle(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """A deduction from one or several balances in order."""
    balances = {str(name): int(value) for name, value in dict(one.value.get("balances") or {}).items()}
    sources = [str(part) for part, _ in one.parts("from")]
    minutes = one.minutes("minutes")
    done = discharge.deduct(
        minutes,
        one.minutes("owed", minutes),
        sources,
        balances,
        pays=one.truth("pays"),
        pay=facts.contracts[0].pay,
        has_bank=one.truth("bank"),
        has_flex="flex" in balances or _has_flexitime(facts),
        floors={str(name): floor for name, floor in dict(one.value.get("floors") or {}).items()},
    )
    after = balances | {leg.account: balances.get(leg.account, 0) + leg.minutes for leg in done.legs}
    after.pop("kiky", None)
    ends = findings_json(accounts.flex_test(after.get("flex", 0), rates, True).findings) if "flex" in sources else []
    legs = [{"account": leg.account, "minutes": leg.minutes} for leg in done.legs]
    return {"legs": legs, "left": done.left, "balances": after, "paid_out": done.paid_out} | {
        "findings": findings_json(done.findings),
        "at_period_end": ends,
    }


def _has_flexitime(facts: Facts) -> bool:
    terms = resolve(facts.person, facts.contracts, facts.agreements, facts.zone)
    return any(stretch.flex is not None for stretch in terms)


def kiky_bonus(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """Kiky from the holiday bonus, in cents."""
    taken, left = discharge.bonus_after(one.minutes("minutes"), one.whole("hourly_cents"), one.whole("bonus_cents"))
    return {"taken_cents": taken, "bonus_left_cents": left}


def kiky_leaver(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """What is proposed for somebody who leaves."""
    cents = one.whole("hourly_cents") if one.has("hourly_cents") else None
    finding, amount = discharge.leaver(one.minutes("left"), one.minutes("settled", 0), cents)
    return {"finding": findings_json((finding,))[0], "cents": amount, "needs_confirmation": True}


def holiday(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """Days that a holiday uses, the latest dates to tell of it, and what sickness moves."""
    first, last = one.date("from"), one.date("to")
    if last < first:
        raise Refused(one.at("to"), "end_before_start", start=first, end=last)
    rules = _leave(rates)
    days = used(counted(first, last, (rules,), by_date(calendar_days(int(first[:4]), int(last[:4])))))
    by_month, by_days = notice(first, rules)
    told = {"in_summer": in_summer(first, rules), "notice": by_month, "notice_at_least": by_days}
    return {"days": number(days)} | told | _left(one, days)


def _left(one: Given, used_days: int) -> Answer:
    if not one.has("left"):
        return {"findings": []}
    left = one.whole("left")
    over = [{"kind": "holiday_days_over", "params": {"days": number(used_days), "left": left}}]
    return {"left": number(left * DAY - used_days), "findings": over if used_days > left * DAY else []}


def _leave(rates: Rates) -> LeaveRules:
    """What the contract's agreement says of leave. Raises Refused where it says nothing."""
    if rates.leave is None:
        raise Refused("contract.agreement", "leave_unknown", value=rates.agreement)
    return rates.leave


def earned(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """Holiday days earned by 31 March, split over the seasons."""
    rules = _leave(rates)
    if rules.later is None:
        raise Refused("contract.agreement", "leave_length_unknown", value=rates.agreement)
    rate = earning.rate_of(one.date("start"), one.date("year_end"), rules)
    days = earning.total(one.whole("full_months"), rate)
    summer, winter = seasons(days, rules)
    extra = earning.extra_days(days, one.whole("sick_lost", 0), rules)
    return {"rate": rate, "days": days, "extra": extra, "summer": summer, "winter": winter}


def month(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """Whether a month is full, and the days at work of the described days."""
    rules = _leave(rates)
    spans = [(span.start, span.end) for day in pay.days for span in day.result.spans if span.kind != "break"]
    seen = earning.days_at_work(spans, facts.zone)
    days, minutes = one.whole("days", seen), one.minutes("minutes", sum(day.result.worked for day in pay.days))
    days += earning.equal_to_work(one.whole("sick", 0), one.whole("sick_used", 0), rules.as_work.get("sick", 0))
    by_days = one.truth("by_days", True)
    return {"days_at_work": seen, "full": earning.full_month(days, minutes, "days" if by_days else "hours", rules)}


def sickness(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """Waiting days, and holiday days moved by an illness."""
    days, rules = one.whole("earned"), _leave(rates)
    moved = moved_by_sickness(one.whole("sick", 0), days, one.truth("at_start"), rules)
    return {"most_waiting_days": waiting_days(days, rules), "moved": moved}


def annual_leave(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """Days off earned by hours worked, by the agreement's table."""
    days, minutes, findings = accounts.earned_leave(one.minutes("worked"), one.whole("months", 12), rates)
    return {"days": days, "minutes": minutes, "findings": findings_json(findings)}


def limits(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """The greatest working time between the situation's dates, and the earliest next start after a shift's end."""
    found: Answer = {}
    if rates.max_week is not None:
        found["most_work"] = most_work(facts.first, facts.last, rates.max_week)
        found["findings"] = findings_json(too_much_work(pay.days, facts.first, facts.last, rates.max_week))
    if one.has("shift_end") and rates.rest is not None:
        end = as_instant(facts.zone, facts.first, one.text("shift_end"), one.at("shift_end"))
        found["earliest_start"] = earliest_start(end, rates.rest)
    return found


def records(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """How long a record of a date is kept."""
    return {"keep_until": accounts.keep_until(one.date("date"), rates)}


def findings_json(findings: Any) -> list[Answer]:
    """Findings as JSON."""
    return [finding.to_json() for finding in findings]


def _sooner(one: str | None, other: str | None) -> str | None:
    known = [date for date in (one, other) if date is not None]
    return min(known, default=None)


Question = Callable[[Given, Rates, Facts, Pay], Answer]
QUESTIONS: Mapping[str, tuple[Question, tuple[str, ...]]] = {
    "flex": (flex, ("balance", "period_ends", "period_start")),
    "overtime_leave": (overtime_leave, ()),
    "bank": (bank, ("flex", "balance", "grown", "moved")),
    "kiky_opening": (kiky_opening, ("year", "by_hand", "leaves")),
    "kiky_settle": (kiky_settle, ("minutes", "owed", "from", "balances", "floors", "pays", "bank")),
    "kiky_bonus": (kiky_bonus, ("minutes", "hourly_cents", "bonus_cents")),
    "kiky_leaver": (kiky_leaver, ("left", "settled", "hourly_cents")),
    "holiday": (holiday, ("from", "to", "left")),
    "earned": (earned, ("start", "year_end", "full_months", "sick_lost")),
    "month": (month, ("days", "minutes", "by_days", "sick", "sick_used")),
    "sickness": (sickness, ("earned", "sick", "at_start")),
    "annual_leave": (annual_leave, ("worked", "months")),
    "limits": (limits, ("shift_end",)),
    "records": (records, ("date",)),
}
"""Each question under `ask`, with the fields it takes."""
