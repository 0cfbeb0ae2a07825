"""Who may do what with what people are told: e-mail and reminders."""

from collections.abc import Mapping

from tests.security.policy import ADMINS, Rule, own

SET = {"enabled": True, "time": "09:00", "number": 3}
RULES: Mapping[str, Rule] = {
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
