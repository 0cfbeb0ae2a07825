"""The operations that certificates take."""

from leima.db.operations import OperationType
from leima.features.certificates import giving, schemas

OPS = (
    OperationType("certificate.save", 1, "certificate", schemas.CertificateSave, giving.save),
    OperationType("certificate.remove", 1, "certificate", schemas.CertificateRemove, giving.remove),
)
