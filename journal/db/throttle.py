"""How often something was tried: one row a key, each attempt counted by one statement, whichever worker it reaches.

A key is a hash. `count` and `give_back` are committed at once, and an attempt stays counted whatever becomes of it:
never call them within a transaction. `count_here` is for what happens in one anyway.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from journal.db import engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """`free` attempts at once; the next waits a second, each later one twice as long, `longest` at most.

    They are forgotten when one succeeds, or when for `forgotten` there was none.
    """

    free: int
    longest: timedelta
    forgotten: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Bucket:
    """At most `most` at once, and as many again spread over each `within`."""

    most: int
    within: timedelta

    @property
    def each(self) -> timedelta:
        return self.within / self.most


Rule = Delay | Bucket

# Nothing is counted while one waits: guessing on would make the owner's wait longer, and no guess better.
_DELAY = """
insert into throttle as t (key, attempts, until)
values ($1, 1, $2)
on conflict (key) do update set
    attempts = case when t.until + $5::interval <= $2 then 1 else least(t.attempts + 1, 1000) end,
    until = $2 + case when t.until + $5::interval <= $2 or t.attempts + 1 < $3::integer then interval '0'
                      else least($4::interval, interval '1 second' * power(2, least(t.attempts + 1 - $3::integer, 20)))
                      end
where t.until <= $2
returning until
"""

# `until` is when the bucket will be empty; an attempt adds the time one takes to drain.
_FILL = """
insert into throttle as t (key, attempts, until)
values ($1, 1, $2::timestamptz + $3::interval)
on conflict (key) do update set attempts = least(t.attempts + 1, 1000000), until = greatest(t.until, $2) + $3::interval
where greatest(t.until, $2) + $3::interval <= $2::timestamptz + $4::interval
returning until
"""

_UNTIL = "select until from throttle where key = $1"
_DRAIN = "update throttle set until = until - $2::interval where key = $1"
# Whatever is a day old has drained and is forgotten.
_FORGET = "delete from throttle where key = $1 or until < $2"
_OLD = timedelta(days=1)


async def count(key: bytes, rule: Rule, *, now: datetime) -> datetime | None:
    """Count an attempt. None where it may go on; else nothing was counted, and the next may come at that time."""
    if await engine.fetch_unscoped(*_counting(key, rule, now)):
        return None
    return _opens(await engine.fetch_unscoped(_UNTIL, key), rule, now)


async def count_here(key: bytes, rule: Bucket, *, now: datetime) -> datetime | None:
    """As `count`, in the open transaction: what is rolled back was not counted."""
    if await engine.fetch(*_counting(key, rule, now)):
        return None
    return _opens(await engine.fetch(_UNTIL, key), rule, now)


async def give_back(key: bytes, rule: Rule, *, now: datetime) -> None:
    """The attempt counted last was none to worry about: all delays of this key end, or its place is free again."""
    if isinstance(rule, Delay):
        await engine.fetch_unscoped(_FORGET, key, now - _OLD)
    else:
        await engine.fetch_unscoped(_DRAIN, key, rule.each)


def _counting(key: bytes, rule: Rule, now: datetime) -> tuple[Any, ...]:
    if isinstance(rule, Delay):
        return _DELAY, key, now, rule.free, rule.longest, rule.forgotten
    return _FILL, key, now, rule.each, rule.within


def _opens(rows: Sequence[Any], rule: Rule, now: datetime) -> datetime:
    """When the next attempt may come; at once where the row has gone meanwhile."""
    for row in rows:
        until: datetime = row["until"]
        return until if isinstance(rule, Delay) else until + rule.each - rule.within
    return now
