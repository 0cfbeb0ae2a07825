"""Why a file from outside is not taken."""


class Refused(Exception):
    """Nothing of the file was kept. `code` names the sentence `error.<code>`, which `params` fill."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code, self.params = code, params
