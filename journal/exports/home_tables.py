"""The CSV files of what is measured and taken at home."""

from journal.clinical.entries import HomeReading, MedicationStatement
from journal.exports.tables import Column, Of, Table, envelope


def _medicine(row: Of[MedicationStatement]) -> str | None:
    return row.content.name or None


HOME_READINGS: Table[Of[HomeReading]] = Table(
    name="home_readings",
    one_row_for="each blood pressure measured at home",
    columns=(
        *envelope(HomeReading),
        Column("systolic", "mmHg", "Blood pressure.", lambda row: row.content.systolic),
        Column("diastolic", "mmHg", "Blood pressure.", lambda row: row.content.diastolic),
        Column("heart_rate", "1/min", "Heart rate, where the device said it.", lambda row: row.content.heart_rate),
    ),
)

MEDICATIONS: Table[Of[MedicationStatement]] = Table(
    name="medications",
    one_row_for="each statement of the patient about a medicine",
    columns=(
        *envelope(MedicationStatement),
        Column("name", "text", "The medicine as the patient writes it, with consent only.", _medicine),
        Column(
            "status",
            "code",
            "From that day on `taking`, or `stopped`.",
            lambda row: row.content.status.value,
        ),
        Column("dose_text", "text", "As the patient writes it, with consent only.", lambda row: row.content.dose_text),
        Column(
            "benzodiazepine",
            "true, false",
            "Whether the patient says that it is one.",
            lambda row: row.content.benzodiazepine,
        ),
    ),
)
