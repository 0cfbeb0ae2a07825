"""Who may see who is in, and who reads who sees them."""

from collections.abc import Mapping

from tests.security.policy import ORG_WIDE, Rule, own

RULES: Mapping[str, Rule] = {
    "GET /api/v1/presence": Rule(ORG_WIDE),
    "GET /api/v1/presence/seen-by": Rule(own()),
}
