"""What people hear of changes of contracts and agreements: those whom they concern, and payroll."""

from typing import ClassVar

import msgspec

from leima.db.message import Message


class ContractChanged(Message, frozen=True):
    """The reader's contract changes; `day` and `week` are its minutes."""

    kind: ClassVar[str] = "contract_changed"
    push: ClassVar[str | None] = "push.contract_changed"
    agreement: str
    day: int
    week: int
    from_: str = msgspec.field(name="from")


class ContractChangeUndone(Message, frozen=True):
    """The change of the reader's contract was taken back."""

    kind: ClassVar[str] = "contract_change_undone"
    push: ClassVar[str | None] = "push.contract_change_undone"
    by: str
    from_: str = msgspec.field(name="from")


class AgreementChanged(Message, frozen=True):
    """The rules of the reader's agreement change."""

    kind: ClassVar[str] = "agreement_changed"
    agreement: str
    from_: str = msgspec.field(name="from")


class AgreementUndone(Message, frozen=True):
    """The change of the rules was taken back."""

    kind: ClassVar[str] = "agreement_undone"
    agreement: str
    by: str
    from_: str = msgspec.field(name="from")


class OfficeMessage(Message, frozen=True):
    """A change of many people's contracts: how many changed and how many did not, with names and the first pay day."""

    from_: str = msgspec.field(name="from")
    changed: int
    left: int
    names: str
    left_names: str
    pay_day: str
    by: str


class ContractsChanged(OfficeMessage, frozen=True):
    """Contracts were changed."""

    kind: ClassVar[str] = "contracts_changed"


class ContractsChangeUndone(OfficeMessage, frozen=True):
    """A change of contracts was taken back."""

    kind: ClassVar[str] = "contracts_change_undone"


class AgreementMessage(OfficeMessage, frozen=True):
    """A change of an agreement's rules."""

    agreement: str


class AgreementChangedAll(AgreementMessage, frozen=True):
    """The rules were changed."""

    kind: ClassVar[str] = "agreement_changed_all"


class AgreementUndoneAll(AgreementMessage, frozen=True):
    """A change of the rules was taken back."""

    kind: ClassVar[str] = "agreement_undone_all"


NOTICES = (
    ContractChanged,
    ContractChangeUndone,
    AgreementChanged,
    AgreementUndone,
    ContractsChanged,
    ContractsChangeUndone,
    AgreementChangedAll,
    AgreementUndoneAll,
)
