"""The way out to the addresses of webhooks: any https host of the open network, with the care of pushes."""

import asyncio

from leima.world import push
from leima.world.push import Push, https_host


class Webhooks(Push):
    """Posts messages to the addresses that admins have given."""

    def host_of(self, endpoint: str) -> str | None:
        """The host of an address that may be called; None for any other."""
        return https_host(endpoint)

    async def reaches(self, address: str) -> bool:
        """Whether an address may be called now: its form is good, and its name leads to the open network alone."""
        if self._is_beside(address):
            return True
        host = self.host_of(address)
        try:
            async with asyncio.timeout(push.SECONDS):
                return host is not None and bool(await self._addresses(host))
        except (TimeoutError, OSError, ValueError):
            return False
