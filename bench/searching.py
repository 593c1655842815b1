"""What a letter costs in the worklist's search: a real browser, four times slower than this machine."""

from statistics import median, quantiles

from playwright.async_api import Page, async_playwright

from bench.processes import Served
from bench.report import Budget, Line
from bench.stage import BUSY, Stage
from tests.e2e.conftest import CHROMIUM, FLAGS

SLOWER = 4
WORDS = ("busy 1", "12", "ada", "busy-7")
"""What is typed, and taken back letter by letter: some find many rows, some one, some nobody."""

# From the key to the frame that shows the letter, and to the one that shows the rows that fit.
WATCH = """() => {
    window.letters = [];
    window.settled = [];
    const list = document.querySelector('main') ?? document.body;
    let at = 0;
    addEventListener('keydown', event => { at = event.timeStamp; }, {capture: true});
    addEventListener('input', () => requestAnimationFrame(() => setTimeout(() => {
        letters.push(performance.now() - at);
    })), {capture: true});
    new MutationObserver(() => requestAnimationFrame(() => setTimeout(() => {
        settled.push(performance.now() - at);
    }))).observe(list, {childList: true, subtree: true});
}"""


async def measure(stage: Stage, ours: Served) -> list[Line]:
    """Each letter by itself, with time between: whoever types faster waits for the letter only."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            context = await browser.new_context(base_url=f"http://127.0.0.1:{ours.port}", locale="en-US")
            await context.add_cookies(
                [{"name": "__Host-sid", "value": stage.busy.token, "url": "https://127.0.0.1", "secure": True}]
            )
            letters, settled = await _typed(await context.new_page())
        finally:
            await browser.close()
    work = f"a letter in the search of {BUSY:,} patients, CPU {SLOWER}× slower"
    return [
        Line(work=f"{work}, median", ours=median(letters), unit="ms"),
        Line(work=f"{work}, p95", ours=_p95(letters), unit="ms", budget=Budget(sign="≤", limit=100, unit="ms")),
        Line(work=f"{work}, until the rows fit, p95", ours=_p95(settled), unit="ms"),
    ]


async def _typed(page: Page) -> tuple[list[float], list[float]]:
    await page.goto("/")
    await page.locator(".work-row").first.wait_for()
    search = page.get_by_label("Search by name")
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await page.evaluate(WATCH)
    for word in WORDS:
        await search.press_sequentially(word, delay=150)
        for _ in word:
            await search.press("Backspace", delay=150)
    await page.wait_for_timeout(300)
    letters: list[float] = await page.evaluate("letters")
    settled: list[float] = await page.evaluate("settled")
    return letters, settled


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20, method="inclusive")[18]
