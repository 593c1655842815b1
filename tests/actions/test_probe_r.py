from datetime import timedelta
import asyncio, time
import pytest
from tests.support import NOON, Cast, Clock, SignIn, check_in, phq9, side_effect, sync, uuid7, batch
from tests.worlds import session_body, summary_body
from uuid import uuid4

async def test_conflict_in_batch(signed_in, cast):
    alice = await signed_in(cast.alice)
    a = check_in(mood=1)
    b = check_in(mood=2, replaces=a["id"]); c = check_in(mood=3, replaces=a["id"])
    ans = await sync(alice, cast.alice, a, b, c)
    print("BATCH", [(r["status"], r.get("entry",{}).get("number"), r.get("entry",{}).get("mood"), r.get("entry",{}).get("replaced_by")) for r in ans["results"]])
    print("ENTRIES", [(e["number"], e["replaced_by"]) for e in ans["entries"]])
    d = check_in(mood=4, replaces=b["id"])
    await sync(alice, cast.alice, d)
    ans = await sync(alice, cast.alice, check_in(mood=5, replaces=a["id"]), after=3)
    print("CHAIN", [(r["status"], r["entry"]["mood"], r["entry"]["replaced_by"]) for r in ans["results"]])
    x = check_in(mood=6)
    ans = await sync(alice, cast.alice, x, x, after=3)
    print("TWICE", [(r["status"]) for r in ans["results"]], [e["number"] for e in ans["entries"]], ans["cursor"])
    y = check_in(mood=6)
    ans = await sync(alice, cast.alice, y, y, after=50)
    print("AHEAD", [(r["status"]) for r in ans["results"]], [e["number"] for e in ans["entries"]], ans["cursor"])

async def test_seen(signed_in, cast):
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, *[check_in(NOON - timedelta(hours=24)), check_in(NOON)])
    r = (await dana.get(f"/api/v1/patients/{cast.alice.own}/journal?after=99")).json()
    print("SEEN gap", r["entries"], r["seen"])
async def test_seen2(signed_in, cast):
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    await sync(alice, cast.alice, *[check_in(NOON - timedelta(hours=24)), check_in(NOON)])
    r = (await dana.get(f"/api/v1/patients/{cast.alice.own}/journal?from=2026-11-23&to=2026-11-23")).json()
    print("SEEN days", [e["number"] for e in r["entries"]], r["seen"])

async def test_item9_order(signed_in, cast, clock):
    alice, dana = await signed_in(cast.alice), await signed_in(cast.dana)
    w = clock.now
    first = phq9(w, item9=0)
    late = phq9(w + timedelta(days=3), item9=1)
    newest = phq9(w + timedelta(days=8), item9=1)
    clock.forward(days=8)
    dana = await signed_in(cast.dana)
    await sync(alice, cast.alice, first)
    await sync(alice, cast.alice, newest)
    await sync(alice, cast.alice, late)
    print("ITEM9", [(a["rule"], a["tier"]) for a in (await dana.get("/api/v1/alerts")).json()["alerts"]])

async def test_sessions(signed_in, cast):
    dana = await signed_in(cast.dana)
    p = f"/api/v1/patients/{cast.alice.own}/sessions/"
    for s, e in (("0202-11-01T10:00:00Z", "0202-11-01T11:00:00Z"), ((NOON).isoformat(), (NOON+timedelta(hours=20)).isoformat())):
        r = await dana.put(p + str(uuid4()), json=session_body(started_at=s, ended_at=e))
        print("SESSION", r.status_code)
    t=time.time(); r = await dana.get(f"/api/v1/patients/{cast.alice.own}/recovery"); print("RECOVERY", r.status_code, time.time()-t)
    for f, t_ in (("0001-01-01","0001-01-05"),("9999-12-01","9999-12-31"),("0001-01-01","9999-12-31")):
        print("DRAFT", f, (await dana.get(f"/api/v1/patients/{cast.alice.own}/summary/draft?from={f}&to={t_}")).status_code, (await dana.get(f"/api/v1/patients/{cast.alice.own}/recovery?from={f}&to={t_}")).status_code, (await dana.get(f"/api/v1/patients/{cast.alice.own}/journal?from={f}&to={t_}")).status_code)
        for fmt in ("csv","pdf"):
            r = await dana.post(f"/api/v1/patients/{cast.alice.own}/summary", json=summary_body(**{"from":f,"to":t_,"format":fmt}))
            print("SUMMARY", fmt, r.status_code)

async def test_chart_period(signed_in, cast, clock):
    alice = await signed_in(cast.alice)
    w = clock.now
    ph = phq9(w, each=1)
    fx = side_effect(w, effect="fatigue")
    clock.forward(days=5)
    await sync(alice, cast.alice, ph, fx, check_in(clock.now), side_effect(clock.now, effect="fatigue", replaces=fx["id"], started_at=fx["started_at"], ended_at=clock.now.isoformat()))
    r = (await alice.get(f"/api/v1/patients/{cast.alice.own}/recovery")).json()
    print("DEFAULT", r["from"], len(r["scores"]), len(r["side_effects"]))
    r = (await alice.get(f"/api/v1/patients/{cast.alice.own}/recovery?from=2026-11-22&to=2026-11-24")).json()
    print("OVERLAP", len(r["side_effects"]))
