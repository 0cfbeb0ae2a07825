"""Where several processes count together. Nothing of prometheus_client may be loaded before: it looks once."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which prometheus_client knows the folder."""


@contextmanager
def counting_together() -> Iterator[None]:
    """Processes that begin inside count into files of one folder, which is gone afterwards."""
    with TemporaryDirectory(prefix="leima-metrics-") as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]
