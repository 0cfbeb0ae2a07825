"""Files that come within JSON."""

import base64
import binascii

from leima.world.files.refused import Refused


def bytes_of(content: str, damaged: str = "sheet_unreadable") -> bytes:
    """The file that came in base64. Raises Refused `damaged`."""
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(damaged) from error
