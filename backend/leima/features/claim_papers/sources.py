"""The sources of a paper's lines, each told once and referred to by its number."""


class Sources:
    """Numbers sources in the order in which they are first referred to."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def number(self, text: str) -> int:
        """The number of a source, from 1 on."""
        if text not in self.texts:
            self.texts.append(text)
        return self.texts.index(text) + 1
