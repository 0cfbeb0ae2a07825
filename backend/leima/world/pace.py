"""How fast one caller may ask: so many requests in each minute."""

A_MINUTE = 60_000


class Pace:
    """Counts the requests of each caller of this process in the running minute."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._minute = -1
        self._counts: dict[str, int] = {}

    def wait(self, who: str, now: int) -> int:
        """Counts one more request at `now` (epoch ms). Returns the seconds until the next minute where it is too many,
        else 0."""
        minute = now // A_MINUTE
        if minute != self._minute:
            self._minute, self._counts = minute, {}
        count = self._counts[who] = self._counts.get(who, 0) + 1
        return 0 if count <= self.most else -(-((minute + 1) * A_MINUTE - now) // 1000)
