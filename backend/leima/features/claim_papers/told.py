"""The parts of what trips and receipts tell that exports need, read quickly out of their stored bodies."""

import msgspec

from leima.features.travel.answers import WorkedLine, WorkedReceipt


class Trip(msgspec.Struct, frozen=True):
    destination: str = ""
    cost_centre: str | None = None


class Receipt(msgspec.Struct, frozen=True):
    supplier: str = ""
    category: str = "other"
    cost_centre: str | None = None
    paid_by: str = "self"
    files: list[str] = []


class Worked(msgspec.Struct, frozen=True):
    """A trip's lines."""

    lines: list[WorkedLine] = []


trip = msgspec.json.Decoder(Trip).decode
receipt = msgspec.json.Decoder(Receipt).decode
worked_trip = msgspec.json.Decoder(Worked).decode
worked_receipt = msgspec.json.Decoder(WorkedReceipt).decode
