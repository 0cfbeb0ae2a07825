"""Certificates as devices see them: the person's own alone. Whoever decides opens one over the network."""

import json
from typing import Any

from leima.db.tables.certificates import Certificate
from leima.db.tx import Tx
from leima.db.views import own_rows, rows_view
from leima.features.certificates.answers import CertificateData

_OF_FILE = ("sha256", "media", "pages")


def certificate_data(row: Certificate, *, opened: bool) -> dict[str, Any]:
    """A certificate; without its files for who sees no more than that one was given."""
    files = [{name: one[name] for name in _OF_FILE} for one in json.loads(row.files)]
    told = {"id": row.id, "person": row.person, "given_at": row.given_at, "pages": row.pages}
    return told | {"files": files if opened else None}


def _data(_: Tx, row: Certificate) -> dict[str, Any]:
    return certificate_data(row, opened=True)


VIEWS = (rows_view("certificate", Certificate, _data, CertificateData, seen_by=own_rows, standing="NOT deleted"),)
