"""Two validators that know nothing of each other find nothing wrong with the FHIR document.

Medplum's (TypeScript) has HL7's definitions of R4 beside it and looks at structure, cardinality and slices; Pyrofile
(Python) looks at codes and invariants as well. Both take US Core's profiles from the package that lies beside the
project; without it, this is skipped.
"""

import contextlib
import io
import json
import re
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyrofile_validator.config import ValidatorConfig
from pyrofile_validator.core.engine import Validator
from pyrofile_validator.models import Severity

from journal.exports.fhir import bundle
from journal.exports.fhir.record import Record
from tests.faults.node import run
from tests.support import ROOT

US_CORE = ROOT.parent / "shared" / "data" / "fhir" / "hl7.fhir.us.core-6.1.0.tgz"
pytestmark = pytest.mark.skipif(not US_CORE.exists(), reason="US Core's package does not lie beside the project")

EXAMPLES = (
    *("Condition-condition-duodenal-ulcer", "DocumentReference-episode-summary", "Observation-blood-pressure"),
    *("Observation-weight", "QuestionnaireResponse-phq-9-example"),
)
"""US Core's own, of which each kind of fault is reported that ours are, and should not be."""

Document = dict[str, Any]


@pytest.fixture(scope="module")
def pyrofile() -> Validator:
    return Validator(
        ValidatorConfig.load_dict(
            {
                "localPackagePaths": [str(US_CORE)],
                "terminology": {"mode": "local"},
                "allowUnknownExtensions": True,  # those of our own, in the questionnaires
            }
        )
    )


@pytest.fixture(scope="module")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of US Core's profiles, as they lie in its package."""
    folder = tmp_path_factory.mktemp("us-core")
    for name, content in _of_package("package/StructureDefinition-"):
        (folder / name).write_bytes(content)
    return folder


def _of_package(beginning: str) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(US_CORE) as package:
        for member in package:
            content = package.extractfile(member) if member.name.startswith(beginning) else None
            if content is not None:
                yield Path(member.name).name, content.read()


def _document(record: Record) -> Document:
    made: Document = json.loads(bundle.document(record))
    return made


def _found_by_pyrofile(validator: Validator, resource: Document) -> set[tuple[str, str]]:
    """Each fault's rule and place, as far as it is not of one piece of data."""
    # What reads its paths prints what it could not read.
    with contextlib.redirect_stdout(io.StringIO()):
        report = validator.validate_resource(resource)
    errors = [issue for issue in report.issues if issue.severity is Severity.ERROR]
    return {(issue.code, _place(issue.code, issue.path or "")) for issue in errors}


def _place(code: str, path: str) -> str:
    """Where it is, without numbers. It knows no `text` in a part of a resource, whichever: by that name alone."""
    place = re.sub(r"\[\d+\]", "", path)
    return place.rpartition(".")[2].lstrip("_") if code == "element.unknown" else place


def _found_by_medplum(profiles: Path, document: Document, folder: Path) -> list[str]:
    file = folder / "bundle.json"
    file.write_text(json.dumps(document))
    try:
        said = run("node", "tools/validate-fhir.ts", str(profiles), str(file))
    except subprocess.CalledProcessError as error:  # it found something
        said = str(error.stdout)
    return said.splitlines()


def test_medplum_finds_nothing_but_a_profile_that_it_cannot_load(
    alice_bundle: Record, profiles: Path, tmp_path: Path
) -> None:
    assert _found_by_medplum(profiles, _document(alice_bundle), tmp_path) == [
        "Provenance: this validator cannot load us-core-provenance"
    ]


def test_pyrofile_finds_nothing_but_what_it_finds_in_us_cores_own_examples(
    alice_bundle: Record, pyrofile: Validator
) -> None:
    examples = {name.removesuffix(".json"): json.loads(content) for name, content in _of_package("package/example/")}
    mistaken = set[tuple[str, str]]().union(*(_found_by_pyrofile(pyrofile, examples[name]) for name in EXAMPLES))
    assert _found_by_pyrofile(pyrofile, _document(alice_bundle)) <= mistaken


def _resource(document: Document, kind: str) -> Document:
    found: Document = next(
        entry["resource"] for entry in document["entry"] if entry["resource"]["resourceType"] == kind
    )
    return found


def test_each_finds_what_is_wrong(alice_bundle: Record, pyrofile: Validator, profiles: Path, tmp_path: Path) -> None:
    wrong = _document(alice_bundle)
    del _resource(wrong, "Patient")["gender"]
    del _resource(wrong, "QuestionnaireResponse")["subject"]
    _resource(wrong, "MedicationAdministration")["dosage"] = "38.5 mg"
    places = {"Patient.gender", "QuestionnaireResponse.subject", "MedicationAdministration.dosage"}
    said = "\n".join(_found_by_medplum(profiles, wrong, tmp_path))
    assert {place for place in places if f"({place}" in said} == places
    assert places <= {place for _, place in _found_by_pyrofile(pyrofile, wrong)}
