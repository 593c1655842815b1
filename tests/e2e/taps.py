"""Taps that several tests make, each where its question is seen."""

from playwright.async_api import Page, expect


async def answer_bladder(page: Page, *answers: str) -> None:
    """Answers the monthly questions in turn. They share their words: a tap too early answers the one before."""
    for n, answer in enumerate(answers, start=1):
        await expect(page.get_by_text(f"{n} of 3")).to_be_visible()
        await page.get_by_role("button", name=answer, exact=True).click()
