"""The rows of the rules: what each number is, how far a clinic may move it, and where it comes from."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    POINTS = "points"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"
    PERCENT = "percent"
    COUNT = "count"
    SEVERITY = "severity"
    """0-4, as in a report of a side effect."""
    ANSWER = "answer"
    """0-3, an item of the PHQ-9."""
    MMHG = "mmHg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One number. Shipped as a whole number, it stays whole. `label` and `label_es` say what it is, for a table."""

    id: str
    default: float
    unit: Unit
    least: float
    most: float
    source: str
    label: str
    label_es: str

    @property
    def fixed(self) -> bool:
        """Shown with its source, and not for a clinic to move."""
        return self.least == self.most


RESPONSE = "Clinical rules, Response (rule)"
SCHEDULE = "Clinical rules, Schedule (rule)"
SIDE_EFFECTS = "Clinical rules, Side effects (rule)"
SAFETY = "Clinical rules, Safety path (rule)"
TIME = "Clinical rules, Time (rule)"
OWN = "This product's rule"


def _row(  # noqa: PLR0917  one line of a table
    id_: str, default: float, unit: Unit, limits: tuple[float, float], source: str, label: str, label_es: str
) -> Row:
    least, most = limits
    return Row(
        id=id_, default=default, unit=unit, least=least, most=most, source=source, label=label, label_es=label_es
    )


def _fixed(  # noqa: PLR0917  one line of a table
    id_: str, value: float, unit: Unit, source: str, label: str, label_es: str
) -> Row:
    return _row(id_, value, unit, (value, value), source, label, label_es)


P, D, H, M, N = Unit.POINTS, Unit.DAYS, Unit.HOURS, Unit.MINUTES, Unit.COUNT

_INTERVALS = (
    _row("baseline.days", 3, D, (2, 7), RESPONSE, "Days before a session that make the baseline of a daily rating",
         "Días antes de una sesión que forman el punto de partida de una valoración diaria"),
    _row("baseline.min_days", 2, N, (1, 7), RESPONSE, "How many of those days must be answered",
         "Cuántos de esos días deben tener respuesta"),
    _row("median.days", 3, D, (2, 7), RESPONSE, "Days under the median for peak and loss",
         "Días de la mediana para el máximo y la pérdida"),
    _row("median.min_days", 2, N, (1, 7), OWN, "How many of those days must be answered",
         "Cuántos de esos días deben tener respuesta"),
    _row("onset.points", 2.0, P, (1, 4), RESPONSE, "Points above the baseline from which there is benefit",
         "Puntos sobre el punto de partida desde los que hay mejoría"),
    _row("loss.points", 1.0, P, (0, 3), RESPONSE, "Points above the baseline at which benefit is lost",
         "Puntos sobre el punto de partida en los que se pierde la mejoría"),
    _row("durability.min_intervals", 3, N, (3, 6), RESPONSE, "Intervals before anything is summed up",
         "Intervalos antes de resumir nada"),
    _fixed("episode.over_days", 60, D, OWN, "Days of silence after which a journal is over",
           "Días de silencio tras los que un diario ha terminado"),
    _fixed("trend.days", 7, D, RESPONSE, "Days under a weekly mean", "Días de una media semanal"),
    _fixed("trend.min_days", 4, N, RESPONSE, "How many of those days must be answered",
         "Cuántos de esos días deben tener respuesta"),
    _row("trend.notable", 1.0, P, (0.5, 3), OWN, "Points by which two weekly means differ before it is said",
         "Puntos de diferencia entre dos medias semanales para mencionarla"),
)  # fmt: skip

_FADING = (
    _row("fading.min_intervals", 3, N, (3, 6), RESPONSE, "Responses of known length before anything is called fading",
         "Respuestas de duración conocida antes de hablar de que se apaga"),
    _row("fading.ahead", 2, D, (0, 7), OWN, "Days before the shortest of the last three responses ended",
         "Días antes de que terminara la más corta de las tres últimas respuestas"),
    _row("fading.window_days", 3, D, (2, 7), OWN, "Days on each side of a turn", "Días a cada lado de un giro"),
    _row("fading.window_min_days", 2, N, (1, 7), OWN, "How many of those days must be answered",
         "Cuántos de esos días deben tener respuesta"),
)  # fmt: skip

_WORKLIST = (
    _row("silence.days", 3, D, (1, 14), SAFETY, "Days without an entry that make a silence",
         "Días sin ninguna anotación que forman un silencio"),
    _fixed("silence.week", 7, D, SAFETY, "Days after a session in which a silence counts",
           "Días después de una sesión en los que cuenta un silencio"),
    _fixed("cohort.small_cell", 5, N, OWN, "People below which a cell of the clinic's view stays hidden",
         "Personas por debajo de las cuales se oculta una celda de la vista de la clínica"),
)  # fmt: skip

_QUESTIONNAIRES = (
    _fixed("score_baseline.within", 14, D, RESPONSE, "Days before the first session in which a score is its baseline",
           "Días antes de la primera sesión en los que una puntuación es su punto de partida"),
    _row("questionnaire.every", 7, D, (7, 28), SCHEDULE, "Days between two forms", "Días entre dos cuestionarios"),
    _row("questionnaire.quiet", 2, D, (2, 7), SCHEDULE, "Days after a session without a long form",
         "Días después de una sesión sin cuestionarios largos"),
    _row("urinary.every", 30, D, (28, 92), SCHEDULE, "Days between two urinary checks",
         "Días entre dos revisiones urinarias"),
    _fixed("response.percent", 50, Unit.PERCENT, "appi.ps.201900295", "Fall in PHQ-9 or GAD-7 that is a response",
           "Descenso en PHQ-9 o GAD-7 que es una respuesta"),
    _fixed("response.partial", 25, Unit.PERCENT, RESPONSE, "Fall in PHQ-9 or GAD-7 that is a partial response",
           "Descenso en PHQ-9 o GAD-7 que es una respuesta parcial"),
    _fixed("phq-9.remission_below", 5, P, "appi.ps.201900295", "PHQ-9 below which there is remission",
           "PHQ-9 por debajo del cual hay remisión"),
    _fixed("phq-9.reliable", 6, P, "NHS IAPT, reliable change", "Change in PHQ-9 beyond the noise of measurement",
           "Cambio en PHQ-9 mayor que el error de medida"),
    _row("phq-9.worse", 5, P, (3, 5), "Löwe 2004, MCID 5", "Rise in PHQ-9 from the baseline that is worse",
         "Aumento de PHQ-9 desde el punto de partida que es un empeoramiento"),
    _fixed("gad-7.reliable", 4, P, "NHS IAPT, reliable change", "Change in GAD-7 beyond the noise of measurement",
           "Cambio en GAD-7 mayor que el error de medida"),
    _row("gad-7.worse", 4, P, (3, 4), RESPONSE, "Rise in GAD-7 from the baseline that is worse",
         "Aumento de GAD-7 desde el punto de partida que es un empeoramiento"),
)  # fmt: skip

_BACK_DATING = (
    _fixed("late.check_in", 36, H, TIME, "Hours after which a check-in can no longer be filled in",
           "Horas tras las que ya no se puede completar un registro"),
    _fixed("late.side_effect", 7, D, TIME, "Days after its start in which a side effect can be reported",
           "Días tras su inicio en los que se puede comunicar un efecto secundario"),
    _fixed("late.filling_in", 60, M, OWN, "Minutes past the turn of the day in which an entry may be finished",
           "Minutos tras el cambio de día en los que se puede terminar una anotación"),
    _fixed("late.ahead", 10, M, OWN, "Minutes a phone's clock may run ahead",
           "Minutos que puede adelantarse el reloj de un teléfono"),
)  # fmt: skip

_ALERTS = (
    _row("alert.page", 15, M, (5, 60), SAFETY, "Minutes in which an urgent alert must be taken",
         "Minutos en los que se debe tomar una alerta urgente"),
    _row("alert.same_day", 8, H, (1, 24), SAFETY, "Hours in which an alert of the same day must be taken",
         "Horas en las que se debe tomar una alerta del mismo día"),
    _row("alert.review", 7, D, (1, 14), SAFETY, "Days in which an alert for review must be taken",
         "Días en los que se debe tomar una alerta para revisar"),
    _row("alert.next_page", 15, M, (5, 60), SAFETY, "Minutes until an urgent alert goes on to the next contact",
         "Minutos hasta que una alerta urgente pasa al siguiente contacto"),
    _row("alert.next_same_day", 60, M, (15, 240), SAFETY,
         "Minutes until an alert of the same day goes on to the next contact",
         "Minutos hasta que una alerta del mismo día pasa al siguiente contacto"),
    _row("alert.next_review", 1, D, (1, 7), OWN, "Days until an alert for review goes on to the next contact",
         "Días hasta que una alerta para revisar pasa al siguiente contacto"),
)  # fmt: skip

_FLAGS = (
    _row("flag.item-9-high.answer", 2, Unit.ANSWER, (1, 2), SAFETY, "PHQ-9 item 9 from which it is urgent",
         "Pregunta 9 del PHQ-9 desde la que es urgente"),
    _fixed("flag.item-9-rise.answer", 1, Unit.ANSWER, SAFETY, "Rise in PHQ-9 item 9 from which it is urgent",
           "Aumento en la pregunta 9 del PHQ-9 desde el que es urgente"),
    _fixed("flag.item-9.answer", 1, Unit.ANSWER, SAFETY, "PHQ-9 item 9 from which an alert is raised",
           "Pregunta 9 del PHQ-9 desde la que se avisa"),
    _fixed("flag.emergency.severity", 1, Unit.SEVERITY, SIDE_EFFECTS,
           "Chest pain, breathless, faint or seizure: how severe",
           "Dolor en el pecho, falta de aire, desmayo o convulsión: cuánta intensidad"),
    _row("flag.hard-to-wake.severity", 4, Unit.SEVERITY, (3, 4), SIDE_EFFECTS, "Sleepiness, hard to wake: how severe",
         "Somnolencia, cuesta despertar: cuánta intensidad"),
    _row("flag.high-pressure.systolic", 180, Unit.MMHG, (150, 180), SIDE_EFFECTS,
         "Upper blood pressure from which an alert is raised", "Presión alta (máxima) desde la que se avisa"),
    _row("flag.high-pressure.diastolic", 120, Unit.MMHG, (95, 120), SIDE_EFFECTS,
         "Lower blood pressure from which an alert is raised", "Presión baja (mínima) desde la que se avisa"),
    _row("flag.high-pressure-symptoms.hours", 24, H, (12, 48), OWN,
         "Hours a symptom counts beside a high blood pressure", "Horas que cuenta un síntoma junto a una presión alta"),
    _row("flag.dissociation-lasting.hours", 24, H, (6, 24), SIDE_EFFECTS, "Dissociation lasting longer than",
         "Disociación que dura más de"),
    _row("flag.same-day-effect.severity", 1, Unit.SEVERITY, (1, 2), SIDE_EFFECTS,
         "Bladder pain, blood in urine, jaundice or unusually high: how severe",
         "Dolor de vejiga, sangre en la orina, ictericia o euforia inusual: cuánta intensidad"),
    _fixed("flag.no-fluids.severity", 1, Unit.SEVERITY, SIDE_EFFECTS, "No fluids kept for 12 hours: how severe",
           "Sin retener líquidos durante 12 horas: cuánta intensidad"),
    _row("flag.distress-next-day.severity", 3, Unit.SEVERITY, (2, 3), SIDE_EFFECTS,
         "Anxiety, panic or agitation the next day: how severe",
         "Ansiedad, pánico o agitación al día siguiente: cuánta intensidad"),
    _row("flag.very-severe.severity", 4, Unit.SEVERITY, (3, 4), OWN, "Any side effect: how severe",
         "Cualquier efecto secundario: cuánta intensidad"),
    _row("flag.dissociation-next-day.severity", 1, Unit.SEVERITY, (1, 2), SIDE_EFFECTS,
         "Dissociation the next day: how severe", "Disociación al día siguiente: cuánta intensidad"),
    _row("flag.lasting-a-day.hours", 24, H, (6, 48), SIDE_EFFECTS,
         "Dizziness, blurred or double vision, jerky eyes or tingling lasting longer than",
         "Mareo, visión borrosa o doble, ojos que se mueven solos u hormigueo que dura más de"),
    _row("flag.fatigue-lasting.hours", 72, H, (24, 120), SIDE_EFFECTS, "Fatigue lasting longer than",
         "Cansancio que dura más de"),
    _row("flag.memory-lasting.hours", 336, H, (72, 672), OWN, "Memory or focus lasting longer than",
         "Problemas de memoria o atención que duran más de"),
    _row("flag.craving.severity", 1, Unit.SEVERITY, (1, 2), SIDE_EFFECTS, "Craving: how severe",
         "Ansia de consumo: cuánta intensidad"),
    _row("flag.urinary-again.severity", 1, Unit.SEVERITY, (1, 2), SIDE_EFFECTS,
         "Urinary symptoms that come back: how severe", "Síntomas urinarios que vuelven: cuánta intensidad"),
)  # fmt: skip

ROWS: tuple[Row, ...] = (*_INTERVALS, *_FADING, *_WORKLIST, *_QUESTIONNAIRES, *_BACK_DATING, *_ALERTS, *_FLAGS)
