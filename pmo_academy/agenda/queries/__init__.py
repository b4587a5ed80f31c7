"""What agenda reads: own courses and certificates."""

from pmo_academy.agenda.queries.certificates import HeldCertificate, list_certificates
from pmo_academy.agenda.queries.courses import OwnCourse, list_own_courses

__all__ = ["HeldCertificate", "OwnCourse", "list_certificates", "list_own_courses"]
