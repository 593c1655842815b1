"""Which claims are about walls, and which of them are the likeliest to notice that one of a kind is out."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from tests.support import ROOT

_QUERIES, _MATRIX = "tests/walls/test_queries.py::test_", "tests/walls/test_matrix.py::test_"
_SINGLE, _BESIDE = "tests/walls/test_single_queries.py", "tests/walls/test_neighbours.py"
_ROW_SECURITY, _WRITING = "tests/db/test_row_security.py", "tests/db/test_writing_walls.py"

CLAIMS = (
    "tests/clinical/test_people.py",
    "tests/clinical/test_privacy.py",
    "tests/walls/test_queries.py",
    _SINGLE,
    _BESIDE,
    "tests/walls/test_sealed_queries.py",
    "tests/walls/test_waiting_alerts.py",
    "tests/walls/test_beside_the_matrix.py",
    "tests/walls/test_matrix.py",
    "tests/walls/test_places.py",
    _ROW_SECURITY,
    _WRITING,
    "tests/db/test_audit_chain.py",
    "tests/db/test_sealing.py",
    "tests/db/test_ways_in.py",
    "tests/db/test_annotation_walls.py",
    "tests/db/test_walls_alone.py",
    "tests/db/test_care_teams.py",
    "tests/db/test_in_force.py",
    "tests/db/test_notify.py",
    "tests/db/test_engine.py",
    "tests/db/test_key_rotation.py",
    "tests/actions/test_ways_in.py",
    "tests/actions/test_at_once.py",
    "tests/handlers/test_tiers.py",
    "tests/handlers/test_sign_in.py",
    "tests/handlers/test_sign_ins.py",
    "tests/handlers/test_credentials.py",
    "tests/handlers/test_second_factors.py",
    "tests/handlers/test_passkeys.py",
    "tests/handlers/test_invitations.py",
    "tests/handlers/test_lost_phone.py",
    "tests/handlers/test_admin.py",
    "tests/handlers/test_companion.py",
    "tests/handlers/test_break_glass.py",
    "tests/handlers/test_notices.py",
    "tests/handlers/test_alerts_in_hand.py",
    "tests/handlers/test_waiting.py",
    "tests/handlers/test_conditions.py",
    "tests/handlers/test_annotations.py",
    "tests/handlers/test_rules.py",
    "tests/handlers/test_clinic_questionnaires.py",
    "tests/handlers/test_worklist_kept.py",
    "tests/handlers/test_figures_made.py",
    "tests/handlers/test_safety_path.py",
    "tests/handlers/test_ladder.py",
    "tests/handlers/test_precision.py",
    "tests/handlers/test_seen.py",
    "tests/handlers/test_envelope.py",
    "tests/handlers/test_throttle.py",
    "tests/handlers/test_bad_input.py",
    "tests/handlers/test_bad_requests.py",
    "tests/handlers/test_origins.py",
    "tests/handlers/test_journal.py",
    "tests/handlers/test_audit_search.py",
    "tests/handlers/test_charts.py",
)
"""Files, all of them asked before a wall counts as unnoticed."""

_ACROSS = (f"{_QUERIES}for_souths_scope", f"{_QUERIES}north_is_told")
_WITHIN = (
    *(f"{_QUERIES}whoever_asks_about_bob", f"{_QUERIES}who_asks_about_bob", f"{_QUERIES}beside_bobs"),
    f"{_QUERIES}an_id_that_was_made_up",
    f"{_QUERIES}asked_rightly",
    _SINGLE,
    _BESIDE,
)
_DOORS = (
    f"{_MATRIX}who_has_to_do",
    f"{_MATRIX}routes_without_an_id_take_those_declared_and_nobody_else[Eve]",
    f"{_MATRIX}routes_without_an_id",
    f"{_MATRIX}alices_ids",
)

_OF_ONE_TABLE = (
    "tests/db/test_walls_alone.py",
    "tests/db/test_annotation_walls.py",
    "tests/handlers/test_clinic_questionnaires.py",
)

FIRST: Mapping[str, Sequence[str]] = {
    "clinic filter": (*_ACROSS, *_WITHIN),
    "patient filter": (*_WITHIN, *_ACROSS, "tests/walls/test_places.py::test_when_alice_corrects"),
    "patients filter": (*_WITHIN, *_ACROSS),
    "person filter": (*_WITHIN, *_ACROSS),
    "id filter": (*_WITHIN, *_ACROSS),
    "join": (*_WITHIN, "tests/walls/test_places.py::test_when_alice_corrects", f"{_MATRIX}alices_ids"),
    "in force": ("tests/db/test_in_force.py", _SINGLE, f"{_MATRIX}alices_ids"),
    "who may call": _DOORS,
    "how lately proven": (f"{_MATRIX}each_route_asks", "tests/handlers/test_tiers.py"),
    "access": (f"{_MATRIX}alices_ids_answer_as_invented_ones_do[Bob]", f"{_MATRIX}alices_ids"),
    "refusal": (f"{_MATRIX}alices_ids_answer_as_invented_ones_do[Bob]", f"{_MATRIX}alices_ids"),
    "throttle": ("tests/handlers/test_throttle.py",),
    "forgery": ("tests/handlers/test_bad_input.py::test_a_write_", "tests/handlers/test_origins.py"),
    "cookie": ("tests/handlers/test_sign_in.py::test_the_cookie",),
    "policy": (f"{_ROW_SECURITY}::test_without_a_scope", _WRITING, _ROW_SECURITY, *_OF_ONE_TABLE),
    "policy on writing": (_WRITING, *_OF_ONE_TABLE),
    "forced": (_ROW_SECURITY,),
    "row security": (_ROW_SECURITY,),
    "grant": (f"{_ROW_SECURITY}::test_the_application_may_change", _ROW_SECURITY),
    "trigger": ("tests/db/test_audit_chain.py", "tests/handlers/test_admin.py"),
}
"""By kind, each a file or how the name of a test begins."""

_WAYS_IN, _MATRIX_BESIDE = "tests/actions/test_ways_in.py", "tests/walls/test_beside_the_matrix.py"
_ELSEWHERE = {
    "access": (_WAYS_IN,),
    "alerts": ("tests/handlers/test_waiting.py",),
    "auth": ("tests/handlers/test_bad_input.py",),
    "companions": (_WAYS_IN,),
    "credentials": (_WAYS_IN,),
    "emergency_access": ("tests/handlers/test_break_glass.py",),
    "events": ("tests/walls/test_places.py",),
    "engine": (_ROW_SECURITY, "tests/handlers/test_companion.py"),
    "figures": ("tests/handlers/test_figures_made.py",),
    "invitations": ("tests/handlers/test_lost_phone.py",),
    "joining": ("tests/handlers/test_invitations.py",),
    "journal": ("tests/walls/test_waiting_alerts.py", _MATRIX_BESIDE, "tests/handlers/test_seen.py"),
    "members": ("tests/handlers/test_admin.py",),
    "passkeys": (_WAYS_IN, _MATRIX_BESIDE),
    "people": ("tests/clinical/test_people.py",),
    "questionnaires": (_MATRIX_BESIDE,),
    "clinic_questionnaires": (_MATRIX_BESIDE,),
    "sealed_columns": ("tests/walls/test_sealed_queries.py",),
    "sessions": (_MATRIX_BESIDE,),
    "sign_in": (_WAYS_IN, "tests/handlers/test_tiers.py", "tests/handlers/test_companion.py"),
    "upkeep": ("tests/db/test_sealing.py",),
}
"""Whose claims go by another noun."""


def likely(kind: str, file: str) -> list[str]:
    """Files and how names of tests begin, the likeliest first: by kind, then the two that speak most of the noun."""
    first = list(FIRST.get(kind, ()))
    if file:
        stem = PurePath(file).stem
        first += _ELSEWHERE.get(stem, ())
        first += [name for name in CLAIMS if PurePath(name).stem == f"test_{stem}"]
        noun = re.sub("(ies|s)$", "", stem)
        spoken = {name: (ROOT / name).read_text().replace("-", "_").count(noun) for name in CLAIMS}
        first += sorted((name for name in CLAIMS if spoken[name]), key=lambda name: -spoken[name])[:2]
    return first or [CLAIMS[0]]
