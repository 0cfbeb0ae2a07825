"""Every rule of `policy.py`, and those of routes that say what people are told: e-mail and reminders."""

from collections.abc import Mapping

from tests.security import policy
from tests.security.policy import ADMINS, Rule, own

SET = {"enabled": True, "time": "09:00", "number": 3}
TOLD = {
    "GET /api/v1/notices/mail": Rule(own()),
    "PUT /api/v1/notices/mail": Rule(own(), body=lambda _: {"topics": ["kiky"]}),
    "GET /api/v1/reminders/own": Rule(own()),
    "PUT /api/v1/reminders/own/{kind}": Rule(
        own(), path=lambda _: "/api/v1/reminders/own/month", body=lambda _: {"time": "18:15"}
    ),
    "GET /api/v1/reminders/rules": Rule(ADMINS),
    "PUT /api/v1/reminders/rules/{kind}": Rule(
        ADMINS, path=lambda _: "/api/v1/reminders/rules/month", body=lambda _: SET
    ),
}
POLICY: Mapping[str, Rule] = {**policy.POLICY, **TOLD}
