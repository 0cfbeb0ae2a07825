"""Balances moved at a desk: postings, transfers, settlements of kiky, and what is proposed back."""

from typing import Any

from tests.company import new_id
from tests.invariants.asking import Asking

OWING = ("lyhyt", "puolet", "tuntikiky", "yot")
"""Those who owe kiky that balances may settle; they have a bank too."""


class Money(Asking):
    """What payroll does with balances."""

    def posted(self, who: str) -> None:
        account = self.dice.choice(("flex", "bank", "kiky", "kiky", "annual_holiday", "overtime_leave", "bank"))
        amount = (
            self.dice.choice((-300, -60, 60, 300, 900)) if account != "annual_holiday" else self.dice.choice((-2, 5))
        )
        body: dict[str, Any] = {"id": new_id(), "person": self.company.ids[who], "account": account, "amount": amount}
        body |= {"date": self.day(30), "reason": "syy", "is_kiky": False, "opening": self.dice.random() < 0.4}
        if account == "kiky":
            body["year"] = int(self.today[:4]) - self.dice.choice((0, 1))
        if account == "annual_holiday":
            body["year"] = self.dice.choice((2025, 2026))
        self.ask("postings", {**body, "pays": self.dice.random() < 0.1})

    def has(self, who: str, account: str) -> int:
        """What somebody's phone says of an account of theirs; nothing where they have none."""
        accounts = self.company.get(who, "balances")["accounts"]
        return next((int(one["settled"]) for one in accounts if one["account"] == account), 0)

    def _has_at_least(self, who: str, minutes: int) -> None:
        """Gives somebody as much overtime leave."""
        if self.has(who, "overtime_leave") < minutes:
            self._give(who, "overtime_leave", minutes)

    def _owed(self, who: str, year: int) -> int:
        """What somebody owes of a year; where it is nothing, payroll adds some."""
        if (left := self.has(who, "kiky")) <= 0:
            self._give(who, "kiky", 120 - left, year=year)
        return left if left > 0 else self.has(who, "kiky")

    def _give(self, who: str, account: str, minutes: int, **more: int) -> None:
        body = {"id": new_id(), "person": self.company.ids[who], "account": account, "amount": minutes, **more}
        plain = {"is_kiky": False, "opening": False, "pays": False}
        self.ask("postings", {**body, "date": self.today, "reason": "syy", **plain})

    def moved(self, who: str) -> None:
        source, target = self.dice.choice((("flex", "bank"), ("overtime_leave", "bank"), ("bank", "flex")))
        date = self.day()
        if self.has(who, source) < 60 and self.dice.random() < 0.8:
            source, target, date = "overtime_leave", "bank", self.today
            self._has_at_least(who, 60)
        body = {"id": new_id(), "person": self.company.ids[who], "source": source, "target": target}
        self.ask("transfers", {**body, "minutes": 60, "date": date, "reason": "syy"})

    def deducted(self, who: str) -> None:
        year, minutes = int(self.today[:4]), self.dice.choice((30, 120))
        sources = self.dice.sample(("flex", "bank", "overtime_leave"), self.dice.randint(1, 2))
        if self.dice.random() < 0.8 and (left := self._owed(who, year)) > 0:
            minutes, sources = min(left, minutes), list(dict.fromkeys([sources[0], "overtime_leave"]))
            self._has_at_least(who, minutes)
        self._deduct(who, year, minutes, sources)

    def _deduct(self, who: str, year: int, minutes: int, sources: list[str]) -> None:
        body = {"id": new_id(), "person": self.company.ids[who], "year": year, "minutes": minutes}
        self.ask("kiky/deductions", {**body, "sources": sources, "date": self.today, "reason": "syy"})

    def proposals(self, who: str) -> None:
        """What is proposed is confirmed. Where nothing is, all that is owed is settled and the share then falls: too
        much was settled, and it is proposed back."""
        year = int(self.today[:4])
        found = self._proposed(who, year)
        left = 0 if found["minutes"] else self._owed(who, year)
        if left > 0:
            self._has_at_least(who, left)
            self._deduct(who, year, left, ["overtime_leave"])
            body: dict[str, Any] = {
                "id": new_id(),
                "from": self.today,
                "until": None,
                "people": [self.company.ids[who]],
            }
            change = {"share": self.dice.choice((0.2, 0.3, 0.4))}
            self.ask("contracts", {**body, "change": change, "hourly_too": True})
            found = self._proposed(who, year)
        if found["minutes"]:
            body = {"id": new_id(), "person": self.company.ids[who], "year": year, "minutes": found["minutes"]}
            word = "return" if found["proposal"] == "return" else self.dice.choice(("deduct", "waive"))
            self.ask("kiky/leaver/confirm", {**body, "decision": word, "date": self.today, "reason": "lopputili"})

    def _proposed(self, who: str, year: int) -> Any:
        return self.company.get("palkka", "kiky/leaver", person=self.company.ids[who], year=year)
