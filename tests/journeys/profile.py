"""A browser with a profile on disk, as a phone or a shared tablet has one, and everything that it could still show or hold.

The back-forward cache is on, as it is for people. What a page of history shows is asked of the browser itself and not of
Playwright, which does not follow a page that comes back out of that cache.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page

from alongside.pages.my_side.door import COOKIE
from tests.journeys.conftest import CHROMIUM, PHONE

ENCODINGS = ("utf-8", "utf-16-le")
SHOWN = """document.documentElement.outerHTML
  + [...document.querySelectorAll('input, textarea')].map(box => box.value).join(' ')"""
# What the browser keeps for this address, apart from its cache, by kind.
KEPT = """(async () => ({
  localStorage: localStorage.length, sessionStorage: sessionStorage.length,
  caches: (await caches.keys()).length, databases: (await indexedDB.databases()).length,
}))()"""
A_MOMENT, MOMENTS = 20, 500  # milliseconds, and how often


@dataclass
class Profile:
    """An open browser, the folder of its profile and the words that must not be left behind."""

    browser: Browser
    folder: Path
    address: str
    tokens: tuple[str, ...]
    context: BrowserContext = field(init=False)
    page: Page = field(init=False)
    devtools: CDPSession = field(init=False)
    looked: int = 0

    def open(self) -> None:
        """Open the browser, or open it again."""
        self.context = self.browser.browser_type.launch_persistent_context(
            self.folder, executable_path=CHROMIUM, base_url=self.address, viewport=PHONE, locale="en-GB",
            args=["--no-sandbox"], ignore_default_args=["--disable-back-forward-cache"],
        )  # fmt: skip
        self.page = self.context.pages[0]
        self.page.set_default_timeout(10_000)
        self.devtools = self.context.new_cdp_session(self.page)

    def close(self) -> None:
        """Close the browser, so that everything it keeps is on disk."""
        self.context.close()

    def found(self, text: str, where: str) -> Iterator[str]:
        """Yield each token that is in a text."""
        self.looked += 1
        yield from (f"{token} {where}" for token in self.tokens if token in text)

    def walk_through_history(self) -> Iterator[str]:
        """Go Back to the very first page and Forward to the last, and reload there. Yields what was met."""
        entries = self.devtools.send("Page.getNavigationHistory")["entries"]
        back = list(range(len(entries)))[::-1]
        for place in [*back[1:], *back[:-1][::-1]]:
            self.devtools.send("Page.navigateToHistoryEntry", {"entryId": entries[place]["id"]})
            yield from self.found(self._shown_at(place), f"at {entries[place]['url']} by Back or Forward")
        self.devtools.send("Page.reload")
        yield from self.found(self._shown_at(back[0]), "after a reload")

    def look_into_storage(self) -> Iterator[str]:
        """Yield what the browser keeps for the address, and the cookies that open something."""
        kept = self._evaluate(KEPT)
        yield from (f"{count} in {where}" for where, count in kept.items() if count)
        opens = {COOKIE, settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}
        yield from (f"the cookie {one['name']}" for one in self.context.cookies() if one["name"] in opens)
        self.looked += len(kept) + len(opens)

    def ask_for(self, paths: Iterable[str]) -> Iterator[str]:
        """Ask for every address with what this browser still holds. Yields what was met."""
        for path in paths:
            yield from self.found(self.context.request.get(path).text(), f"at {path}")

    def open_in_new_tab(self, paths: Iterable[str]) -> Iterator[str]:
        """Open addresses in a new tab. Yields what was met."""
        tab = self.context.new_page()
        for path in paths:
            tab.goto(path)
            yield from self.found(tab.content(), f"at {path} in a new tab")
        tab.close()

    def search_disk(self) -> Iterator[str]:
        """Yield the files of the profile that hold a token. The browser is closed."""
        for path in (one for one in self.folder.rglob("*") if one.is_file()):
            self.looked += 1
            held = path.read_bytes()
            for token in self.tokens:
                if any(token.encode(encoding) in held for encoding in ENCODINGS):
                    yield f"{token} in {path.relative_to(self.folder)}"

    def _shown_at(self, place: int) -> str:
        """Return what is on the screen, once it is this entry of history and has arrived."""
        for _ in range(MOMENTS):
            with suppress(Error):  # between two pages
                is_there = self.devtools.send("Page.getNavigationHistory")["currentIndex"] == place
                if is_there and self._evaluate("document.readyState") == "complete":
                    return str(self._evaluate(SHOWN))
                self.page.wait_for_timeout(A_MOMENT)
                continue
            self.devtools = self.context.new_cdp_session(self.page)
        raise TimeoutError(f"history never came to {place}")

    def _evaluate(self, script: str) -> Any:
        asked = {"expression": script, "awaitPromise": True, "returnByValue": True}
        return self.devtools.send("Runtime.evaluate", asked)["result"].get("value")


@contextmanager
def new_profile(browser: Browser, folder: Path, address: str, *tokens: str) -> Iterator[Profile]:
    """Yield an open browser with an empty profile."""
    profile = Profile(browser, folder, address.replace("127.0.0.1", "localhost"), tokens)
    profile.open()
    yield profile
    profile.close()
