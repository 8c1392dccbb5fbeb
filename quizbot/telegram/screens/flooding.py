"""When somebody sends more than can be answered."""

from __future__ import annotations

from quizbot.i18n import Translator
from quizbot.telegram.screens.screen import Screen, Toast


def slower(t: Translator) -> Screen:
    """Texts that come too fast: said once a minute, whatever else comes."""
    return Screen(parts=(t("That was a lot at once, so I left some of it out. Please wait a moment, then go on."),))


def slower_tap(t: Translator) -> Toast:
    """A tap that comes too fast: nothing has changed."""
    return Toast(text=t("That was too fast for me, so this tap did nothing. Please wait a moment and tap again."))
