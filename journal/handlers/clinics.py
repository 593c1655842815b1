"""What a clinic sets for itself."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Request, get, put
from litestar.params import JSONBody
from msgspec import Meta, Struct

from journal.actions import clinics
from journal.clinical.clinics import Clinic, CrisisNumbers, Rules, Wording, Words
from journal.clinical.ids import ClinicId
from journal.handlers import auth
from journal.handlers.wire import Incoming
from journal.settings import Crisis

Text = Annotated[str, Meta(max_length=1000)]
Count = Annotated[int, Meta(ge=0, le=1000)]


class WordingOut(Struct, kw_only=True, frozen=True):
    en: str
    es: str


class WordsOut(Struct, kw_only=True, frozen=True):
    """What not to do on a session day, and that nobody watches live, in the clinic's words."""

    no_driving: WordingOut
    unwatched: WordingOut


class CrisisNumbersOut(Struct, kw_only=True, frozen=True):
    """Whom to call in danger: the clinic's numbers, or the installation's where it has set none."""

    emergency: str
    line: str
    line_name: str | None


class CrisisOut(CrisisNumbersOut, kw_only=True, frozen=True):
    """What the app keeps on the phone, for when there is no signal."""

    clinic_phone: str
    clinic_hours: str
    words: WordsOut


class DueAfterOut(Struct, kw_only=True, frozen=True):
    page_minutes: int
    same_day_hours: int


class RulesOut(Struct, kw_only=True, frozen=True):
    """Days without an entry that make a silence, and how soon an alert must be taken."""

    silent_days: int
    due_after: DueAfterOut


class SettingsOut(Struct, kw_only=True, frozen=True):
    id: UUID
    name: str
    phone: str
    hours: str
    zone: str
    crisis: CrisisNumbersOut
    words: WordsOut
    rules: RulesOut


class WordingIn(Incoming, kw_only=True, frozen=True):
    en: Text
    es: Text


class WordsIn(Incoming, kw_only=True, frozen=True):
    no_driving: WordingIn
    unwatched: WordingIn


class CrisisNumbersIn(Incoming, kw_only=True, frozen=True):
    emergency: Text
    line: Text
    line_name: Text | None = None


class DueAfterIn(Incoming, kw_only=True, frozen=True):
    page_minutes: Count
    same_day_hours: Count


class RulesIn(Incoming, kw_only=True, frozen=True):
    silent_days: Count
    due_after: DueAfterIn


class SettingsIn(Incoming, kw_only=True, frozen=True):
    """`id` may be left out."""

    name: Text
    phone: Text
    hours: Text
    zone: Text
    crisis: CrisisNumbersIn
    words: WordsIn
    rules: RulesIn
    id: UUID | None = None


@get("/clinic", opt={"who": auth.STAFF}, summary="The clinic's settings")
async def read(request: Request[Any, Any, Any]) -> SettingsOut:
    """What holds now, whether the clinic has set it or not."""
    clinic = await clinics.read(auth.scope_of(request))
    due_after = DueAfterOut(page_minutes=clinic.rules.page_minutes, same_day_hours=clinic.rules.same_day_hours)
    return SettingsOut(
        id=clinic.id,
        name=clinic.name,
        phone=clinic.phone,
        hours=clinic.hours,
        zone=clinic.zone,
        crisis=crisis_numbers(request, clinic),
        words=_words(clinic),
        rules=RulesOut(silent_days=clinic.rules.silent_days, due_after=due_after),
    )


@put("/clinic", status_code=204, opt={"who": auth.ADMIN, "tier": "step_up"}, summary="Change the clinic's settings")
async def change(request: Request[Any, Any, Any], data: JSONBody[SettingsIn]) -> None:
    """All of it at once. What the clinic had not set is set from now on."""
    scope = auth.scope_of(request)
    clinic = Clinic(
        id=ClinicId(data.id) if data.id else scope.clinic,
        name=data.name,
        phone=data.phone,
        hours=data.hours,
        zone=data.zone,
        crisis=CrisisNumbers(emergency=data.crisis.emergency, line=data.crisis.line, line_name=data.crisis.line_name),
        words=Words(no_driving=_wording(data.words.no_driving), unwatched=_wording(data.words.unwatched)),
        rules=_rules(data.rules),
    )
    await clinics.put(scope, clinic, now=auth.now_of(request))


def crisis_numbers(request: Request[Any, Any, Any], clinic: Clinic) -> CrisisNumbersOut:
    """Whom a patient of this clinic calls."""
    if clinic.crisis is not None:
        own = clinic.crisis
        return CrisisNumbersOut(emergency=own.emergency, line=own.line, line_name=own.line_name)
    here: Crisis = request.app.state["crisis"]
    return CrisisNumbersOut(emergency=here.emergency, line=here.line, line_name=None)


def crisis_out(request: Request[Any, Any, Any], clinic: Clinic) -> CrisisOut:
    """Whom a patient of this clinic calls, and the clinic's words, as the app shows them."""
    numbers = crisis_numbers(request, clinic)
    return CrisisOut(
        emergency=numbers.emergency,
        line=numbers.line,
        line_name=numbers.line_name,
        clinic_phone=clinic.phone,
        clinic_hours=clinic.hours,
        words=_words(clinic),
    )


def _words(clinic: Clinic) -> WordsOut:
    """The clinic's words, or the product's where it has none."""
    words = clinic.words
    return WordsOut(
        no_driving=WordingOut(en=words.no_driving.en, es=words.no_driving.es),
        unwatched=WordingOut(en=words.unwatched.en, es=words.unwatched.es),
    )


def _wording(sent: WordingIn) -> Wording:
    return Wording(en=sent.en, es=sent.es)


def _rules(sent: RulesIn) -> Rules:
    return Rules(
        silent_days=sent.silent_days,
        page_minutes=sent.due_after.page_minutes,
        same_day_hours=sent.due_after.same_day_hours,
    )
