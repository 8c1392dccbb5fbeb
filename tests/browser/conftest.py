"""A browser, unless there is none and nobody insists."""

from __future__ import annotations

import os

import pytest

from tests.browser.page import CHROMIUM


@pytest.fixture(autouse=True)
def _browser_is_there() -> None:
    if CHROMIUM is None:
        message = "these tests need Debian's chromium"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
