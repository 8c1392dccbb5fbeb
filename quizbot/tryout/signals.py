"""A way to wait until something happens."""

import asyncio


class Signal:
    """Lets any number of tasks wait for the next time that something happens."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def send(self) -> None:
        """Wake everybody who waits now."""
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self) -> None:
        """Wait for the next `send`."""
        await self._event.wait()
