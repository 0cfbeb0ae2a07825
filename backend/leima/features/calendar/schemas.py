"""What is said about a team's calendar."""

from typing import Annotated

import msgspec

from leima.web.forms import Day, Form


class SetMinimum(Form, frozen=True, rename={"from_date": "from"}):
    """From a date on the team needs so many people at work; 0 ends the minimum."""

    from_date: Day
    people: Annotated[int, msgspec.Meta(ge=0, le=10_000)]
