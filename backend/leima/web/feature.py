"""What a feature plugs into the server: one value of each, and one line of `FEATURES` in `app.py`."""

from dataclasses import dataclass
from typing import Any

from litestar import Router

from leima.db.jobs import Job
from leima.db.message import Message
from leima.db.operations import OperationType
from leima.db.usage import Unseen, Use
from leima.db.views import View
from leima.db.waiting import Waiting


@dataclass(frozen=True)
class Feature:
    """Everything that others see of a feature, but for its facts, which `features/facts.py` lists below the days."""

    ops: tuple[OperationType, ...] = ()
    """The operations that devices may push."""
    views: tuple[View, ...] = ()
    """The rows that devices may pull."""
    waiting: tuple[Waiting[Any], ...] = ()
    """What of it waits for a person's word."""
    notices: tuple[type[Message], ...] = ()
    """What it tells people."""
    jobs: tuple[Job, ...] = ()
    """What it does by itself."""
    routes: tuple[Router, ...] = ()
    """Its paths over HTTP."""
    usage: tuple[Use | Unseen, ...] = ()
    """What of it a company may use or not, and how much it does."""
