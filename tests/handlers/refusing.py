"""What stands in bad requests, and what every refusal looks like."""

import httpx

CANARY = "zwetschgenkuchen"
"""Stands in every bad request; neither an answer nor a log may repeat it."""
HUGE = 2**64
JSON = {"Content-Type": "application/json"}


def problem(answer: httpx.Response) -> None:
    """Problem details, with every field a client relies on."""
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == answer.status_code
    assert body["type"].startswith("/problems/")
    assert body["title"]
    assert body["detail"]
    assert answer.headers["cache-control"] == "no-store"
