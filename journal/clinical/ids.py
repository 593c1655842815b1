"""Names for identifiers, so that a patient's id is never passed where a session's is meant."""

from typing import NewType
from uuid import UUID

ClinicId = NewType("ClinicId", UUID)
PersonId = NewType("PersonId", UUID)
PatientId = NewType("PatientId", UUID)
EntryId = NewType("EntryId", UUID)
SessionId = NewType("SessionId", UUID)
AlertId = NewType("AlertId", UUID)
AnnotationId = NewType("AnnotationId", UUID)
