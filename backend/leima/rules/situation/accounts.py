"""What a situation asks about accounts and holidays: one function a question, each answered by the rules."""

from collections.abc import Callable, Mapping
from typing import Any

from leima.rules import annual
from leima.rules.calendar import calendar_days
from leima.rules.kiky import year_total
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
    calendar = calendar_days(int(first[:4]), int(last[:4]))
    days = annual.days_used(first, last, calendar, rates.annual_holiday)
    by_month, by_days = annual.notice(first, rates.annual_holiday)
    summer = annual.in_summer(first, rates.annual_holiday)
    return {"days": days, "in_summer": summer, "notice": by_month, "notice_at_least": by_days} | _left(one, days)


def _left(one: Given, days: int) -> Answer:
    if not one.has("left"):
        return {"findings": []}
    left = one.whole("left")
    over = [{"kind": "holiday_days_over", "params": {"days": days, "left": left}}] if days > left else []
    return {"left": left - days, "findings": over}


def earned(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """Holiday days earned by 31 March, split over the seasons."""
    rule = rates.annual_holiday
    start, end = one.date("start"), one.date("year_end")
    found = annual.earned(start, end, one.whole("full_months"), rule, one.whole("sick_lost", 0))
    summer, winter = annual.seasons(found.days, rule)
    return {"rate": found.rate, "days": found.days, "extra": found.extra, "summer": summer, "winter": winter}


def month(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """Whether a month is full, and the days at work of the described days."""
    spans = [(span.start, span.end) for day in pay.days for span in day.result.spans if span.kind != "break"]
    seen = annual.days_at_work(spans, facts.zone)
    days, minutes = one.whole("days", seen), one.minutes("minutes", sum(day.result.worked for day in pay.days))
    days += annual.equal_to_work(one.whole("sick", 0), one.whole("sick_used", 0), rates.annual_holiday)
    full = annual.full_month(days, minutes, one.truth("by_days", True), rates.annual_holiday)
    return {"days_at_work": seen, "full": full}


def sickness(one: Given, rates: Rates, facts: Facts, pay: Pay) -> Answer:
    """Waiting days, and holiday days moved by an illness."""
    days = one.whole("earned")
    moved = annual.moved_by_sickness(one.whole("sick", 0), days, one.truth("at_start"), rates.annual_holiday)
    return {"most_waiting_days": annual.waiting_days(days, rates.annual_holiday), "moved": moved}


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
