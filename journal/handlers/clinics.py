"""What a clinic sets for itself."""

from datetime import time
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, get, put
from litestar.params import JSONBody
from msgspec import Meta, Struct

from journal.actions import clinics
from journal.clinical.clinics import Clinic, CrisisNumbers, OnCall, Wording, Words
from journal.clinical.ids import ClinicId
from journal.clinical.office_hours import Opening
from journal.handlers import auth
from journal.handlers.wire import Incoming
from journal.settings import Crisis

Text = Annotated[str, Meta(max_length=1000)]
At = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


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


class OpeningOut(Struct, kw_only=True, frozen=True, rename={"opens": "from", "closes": "to"}):
    """Open on these days (1 is Monday), by the clock on the clinic's wall; 00:00 as an end is the end of that day."""

    days: tuple[int, ...]
    opens: str
    closes: str


class OnCallOut(Struct, kw_only=True, frozen=True):
    """Whom the staff reach while the clinic is closed."""

    name: str
    phone: str


class SettingsOut(Struct, kw_only=True, frozen=True):
    id: UUID
    name: str
    phone: str
    hours: str
    zone: str
    crisis: CrisisNumbersOut
    words: WordsOut
    office_hours: list[OpeningOut]
    on_call: OnCallOut | None


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


class OpeningIn(Incoming, kw_only=True, frozen=True, rename={"opens": "from", "closes": "to"}):
    days: Annotated[tuple[int, ...], Meta(max_length=7)]
    opens: At
    closes: At


class OnCallIn(Incoming, kw_only=True, frozen=True):
    name: Text
    phone: Text


class SettingsIn(Incoming, kw_only=True, frozen=True):
    """`id` may be left out."""

    name: Text
    phone: Text
    hours: Text
    zone: Text
    crisis: CrisisNumbersIn
    words: WordsIn
    office_hours: Annotated[list[OpeningIn], Meta(max_length=50)]
    on_call: OnCallIn | None = None
    id: UUID | None = None


@get("/clinic", opt={"who": auth.STAFF}, summary="The clinic's settings")
async def read(request: Request[Any, Any, Any]) -> SettingsOut:
    """What holds now, whether the clinic has set it or not."""
    clinic = await clinics.read(auth.scope_of(request))
    return SettingsOut(
        id=clinic.id,
        name=clinic.name,
        phone=clinic.phone,
        hours=clinic.hours,
        zone=clinic.zone,
        crisis=crisis_numbers(request, clinic),
        words=_words(clinic),
        office_hours=[_opening_out(opening) for opening in clinic.office_hours],
        on_call=on_call_out(clinic),
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
        office_hours=tuple(map(_opening, data.office_hours)),
        on_call=OnCall(name=data.on_call.name, phone=data.on_call.phone) if data.on_call else None,
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


def on_call_out(clinic: Clinic) -> OnCallOut | None:
    """Whom the staff reach while the clinic is closed, where it has said."""
    return OnCallOut(name=clinic.on_call.name, phone=clinic.on_call.phone) if clinic.on_call else None


def _opening_out(opening: Opening) -> OpeningOut:
    return OpeningOut(days=opening.days, opens=f"{opening.opens:%H:%M}", closes=f"{opening.closes:%H:%M}")


def _opening(sent: OpeningIn) -> Opening:
    return Opening(days=sent.days, opens=time.fromisoformat(sent.opens), closes=time.fromisoformat(sent.closes))
