"""Ways through the app that come past every screen. They write on their way: each journal is shown round once."""

from tests.e2e.tours.companion import of_a_companion
from tests.e2e.tours.door import at_the_door, of_somebody_invited
from tests.e2e.tours.office import of_an_admin
from tests.e2e.tours.patient import of_a_patient
from tests.e2e.tours.patient_page import of_a_patient_page
from tests.e2e.tours.provider import of_a_provider
from tests.e2e.tours.session_day import of_a_session_day, session_ended
from tests.e2e.tours.tour import Tour

__all__ = [
    "Tour",
    "at_the_door",
    "of_a_companion",
    "of_a_patient",
    "of_a_patient_page",
    "of_a_provider",
    "of_a_session_day",
    "of_an_admin",
    "of_somebody_invited",
    "session_ended",
]
