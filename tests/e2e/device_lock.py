"""The lock of a device, as Chromium plays it: it makes passkeys, keeps them, and knows its owner."""

from typing import Any

from playwright.async_api import CDPSession, Page

OPTIONS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class DeviceLock:
    """The lock of the device that shows a page."""

    def __init__(self, devtools: CDPSession, authenticator: str) -> None:
        self._devtools = devtools
        self._authenticator = authenticator

    async def held(self) -> list[dict[str, Any]]:
        """The passkeys it holds."""
        answer = await self._devtools.send("WebAuthn.getCredentials", {"authenticatorId": self._authenticator})
        held: list[dict[str, Any]] = answer["credentials"]
        return held

    async def know_owner(self, known: bool) -> None:
        """Whether the face, finger or PIN shown from now on is the owner's."""
        await self._devtools.send(
            "WebAuthn.setUserVerified", {"authenticatorId": self._authenticator, "isUserVerified": known}
        )


async def lock_of(page: Page) -> DeviceLock:
    """Give the device of a page a lock."""
    devtools = await page.context.new_cdp_session(page)
    await devtools.send("WebAuthn.enable")
    added = await devtools.send("WebAuthn.addVirtualAuthenticator", {"options": OPTIONS})
    return DeviceLock(devtools, added["authenticatorId"])
