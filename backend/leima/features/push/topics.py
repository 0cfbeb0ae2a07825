"""What a person may choose among: kinds of notices that belong together."""

from typing import Literal, get_args

Topic = Literal["months", "orders", "claims", "leave", "kiky", "balances", "contracts", "reminders", "other"]
TOPICS: tuple[Topic, ...] = get_args(Topic)
_BY_FIRST_WORD: dict[str, Topic] = {
    "month": "months",
    "change": "months",
    "order": "orders",
    "claim": "claims",
    "leave": "leave",
    "round": "leave",
    "saving": "leave",
    "certificate": "leave",
    "kiky": "kiky",
    "posted": "balances",
    "posting": "balances",
    "contract": "contracts",
    "agreement": "contracts",
    "remind": "reminders",
}


def topic_of(kind: str) -> Topic:
    """The topic of a kind of notice, by its first word."""
    return _BY_FIRST_WORD.get(kind.partition("_")[0], "other")
