"""A person gives a certificate with what is theirs, puts another in its place, or takes it away."""

from leima.db.operations import Applied, Conflicting, Deferred, Operation, Rejected, asking
from leima.db.tables.attachments import Blob
from leima.db.tables.certificates import Certificate
from leima.db.tx import Tx
from leima.features.attachments import store as attachments
from leima.features.certificates import store
from leima.features.certificates.belonging import Belonging, belonging
from leima.features.certificates.notices import CertificateGiven
from leima.features.leave.store import supervisors
from leima.features.notices.store import tell


def save(tx: Tx, op: Operation) -> Applied:
    """Gives a certificate. Those who decide on the person hear that there is one."""
    of, row = _own(tx, op), store.certificate(tx, op.entity_id)
    files = list(dict.fromkeys(op.body.files))
    if row is not None and not row.deleted and store.names(row) == files:
        return Applied(row.version)
    _refuse_stale(op, row)
    if not of.stands:
        raise Rejected("certificate_gone")
    _refuse_decided(of, row)
    version = store.give(tx, op.entity_id, of.person, row, _files(tx, of.person, files))
    for one in supervisors(tx, of.person):
        tell(tx, one, CertificateGiven(op.entity_id, asking(tx).name, of.first, of.last))
    return Applied(version)


def remove(tx: Tx, op: Operation) -> Applied:
    """Takes a certificate away, as long as nobody has decided by it."""
    of, row = _own(tx, op), store.certificate(tx, op.entity_id)
    if row is None:
        raise Rejected("certificate_nothing")
    if row.deleted:
        return Applied(row.version)
    _refuse_stale(op, row)
    if of.stands:
        _refuse_decided(of, row)
    return Applied(store.take_away(tx, row))


def _own(tx: Tx, op: Operation) -> Belonging:
    """The person's own absence or request; another's and a missing one look the same."""
    if asking(tx).person != op.subject:
        raise Rejected("forbidden")
    of = belonging(tx, op.entity_id)
    if of is None or of.person != op.subject:
        raise Rejected("certificate_nothing")
    return of


def _refuse_stale(op: Operation, row: Certificate | None) -> None:
    if row is not None and not row.deleted and (op.base is None or op.base < row.version):
        raise Conflicting({"files": store.names(row), "version": row.version}, ["files"])


def _refuse_decided(of: Belonging, row: Certificate | None) -> None:
    """What somebody has decided by stays; one may be given late where there was none."""
    if of.decided and row is not None and not row.deleted:
        raise Rejected("certificate_decided")


def _files(tx: Tx, person: str, named: list[str]) -> list[Blob]:
    """The person's own files of these hashes. Raises Deferred while one has not come; another's has not either."""
    found = [blob for sha256 in named if (blob := attachments.find(tx, person, sha256)) is not None]
    if len(found) < len(named):
        raise Deferred("blob_missing")
    return found
