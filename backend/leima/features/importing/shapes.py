"""What an import file holds once it has been read: plain, checked values, each with the place it came from."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leima.features.agreements.parsing.shapes import AgreementRow, Problem

ROLES = ("employee", "supervisor", "planner", "admin", "payroll", "reception")
LANGUAGES = ("fi", "sv", "en")
MINUTE_ACCOUNTS = ("flex", "kiky", "kiky_settled", "overtime_leave", "bank", "reduction_leave")
DAY_ACCOUNTS = ("annual_holiday",)
YEARLY_ACCOUNTS = ("kiky", "kiky_settled")
"""`kiky_settled` is what another system has already settled of the year: it is posted off the kiky account."""


@dataclass(frozen=True)
class OrganisationRow:
    id: str | None
    name: str
    zone: str


@dataclass(frozen=True)
class TeamRow:
    place: str
    key: str
    name: str


@dataclass(frozen=True)
class WorkTypeRow:
    place: str
    key: str
    name: str
    kiky: bool
    active: bool


@dataclass(frozen=True)
class CostCentreRow:
    place: str
    key: str
    """The cost centre's code."""
    name: str
    active: bool


@dataclass(frozen=True)
class ContractRow:
    """A dated contract. `until` None: open. `body` is the contract as the rules read it, minutes and a share."""

    from_: str
    until: str | None
    agreement: str
    variant: str | None
    body: Mapping[str, Any]


@dataclass(frozen=True)
class OpeningRow:
    """What an account starts with: minutes, or hundredths of a day for accounts kept in days."""

    account: str
    year: int
    date: str
    amount: int
    why: str


@dataclass(frozen=True)
class PersonRow:
    """A person. None: the file does not say, so what is stored stays, and a new person gets the usual value."""

    place: str
    key: str
    name: str
    email: str
    lang: str | None
    roles: tuple[str, ...] | None
    team: str | None
    supervises: tuple[str, ...] | None
    counts_from: str | None
    contracts: tuple[ContractRow, ...]
    openings: tuple[OpeningRow, ...]
    external_id: str | None
    manager: str | None = None
    """Whom the file names as theirs: by number, e-mail or name. They supervise the person's team."""
    site: str | None = None
    """A site of the person's own, whatever the team's."""


@dataclass
class Bundle:
    """Every row of a file that could be read, and the problems of those that could not."""

    organisation: OrganisationRow | None = None
    agreements: list[AgreementRow] = dataclasses.field(default_factory=list)
    teams: list[TeamRow] = dataclasses.field(default_factory=list)
    work_types: list[WorkTypeRow] = dataclasses.field(default_factory=list)
    cost_centres: list[CostCentreRow] = dataclasses.field(default_factory=list)
    people: list[PersonRow] = dataclasses.field(default_factory=list)
    ready: list[str] = dataclasses.field(default_factory=list)
    """Keys of agreements that come with the product and are to be copied."""
    problems: list[Problem] = dataclasses.field(default_factory=list)
    named: set[str] = dataclasses.field(default_factory=set)
    """Numbers, addresses and names of all rows of a table, lower case, those of refused rows among them."""
    refused: dict[str, int] = dataclasses.field(default_factory=dict)
    """Refused rows by kind: people, teams, and so on."""


class Unreadable(Exception):
    """The file as a whole cannot be read; `problem` says why. Nothing of it was taken in."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem
