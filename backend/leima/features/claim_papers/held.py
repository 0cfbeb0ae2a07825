"""A claim with all that its paper tells, read once: what was told and what was worked out, as plain values."""

from dataclasses import dataclass

from leima.features.travel.answers import ClaimData, ReceiptData, TripData


@dataclass(frozen=True)
class HeldTrip:
    """A trip. `start_at` and `end_at` are epoch minutes."""

    told: TripData
    start_at: int | None
    end_at: int | None
    cost_centre: str


@dataclass(frozen=True)
class HeldReceipt:
    """A receipt with its files."""

    told: ReceiptData
    cost_centre: str


@dataclass(frozen=True)
class HeldClaim:
    """A claim. Cost centres have their names."""

    claim: ClaimData
    organisation: str
    cost_centre: str
    trips: tuple[HeldTrip, ...] = ()
    receipts: tuple[HeldReceipt, ...] = ()
    zone: str = "Europe/Helsinki"
    logo: bytes = b""
    """The organisation's logo, a PNG; empty where it has none."""
