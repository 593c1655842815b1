"""What staff write on a chart, as the database holds it."""

from tests.db.conftest import Connect
from tests.support import Cast, SignIn
from tests.worlds import annotation_body


async def test_the_words_are_sealed_and_alices_own_scope_shows_no_note(
    signed_in: SignIn, cast: Cast, as_app: Connect, as_superuser: Connect
) -> None:
    dana = await signed_in(cast.dana)
    for kind in ("note", "plan"):
        at = f"/api/v1/patients/{cast.alice.own}/annotations"
        await dana.post(at, json=annotation_body(kind=kind, text="Sertraline, as before."))
    async with as_superuser() as connection:
        stored = [row["text"] for row in await connection.fetch("select text from annotation")]
    assert len(stored) == 2
    assert all(text.startswith("sealed:") and "Sertraline" not in text for text in stored)
    async with as_app(clinic=cast.alice.clinic, patient=cast.alice.own) as connection:
        assert [row["kind"] for row in await connection.fetch("select kind from annotation")] == ["plan"]
