"""What a patient keeps to themselves."""

from dataclasses import replace

from journal.clinical.entries import Entry, HomeReading, MedicationStatement, QuestionnaireResponse

_WITHOUT_NOTE = (QuestionnaireResponse, HomeReading, MedicationStatement)


def for_clinic(entry: Entry) -> Entry:
    """The entry as the clinic may see it: a private note is not there."""
    content = entry.content
    if isinstance(content, _WITHOUT_NOTE) or content.note is None or not content.note.private:
        return entry
    # That a private note cannot be read is the patient's to know, too.
    return replace(entry, content=replace(content, note=None), unreadable=False)
