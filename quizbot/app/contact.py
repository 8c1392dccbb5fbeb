"""Patients must learn whom to contact: what to say where nobody is named."""

from __future__ import annotations

from quizbot.domain.questions import Audience, Library


def missing_contact(library: Library, contact: str | None) -> str | None:
    """What is wrong if patients are taught and nobody is named whom they can contact; None if nothing is."""
    sets = library.for_audience(Audience.PATIENT)
    if contact is not None or not sets:
        return None
    names = ", ".join(each.id for each in sets)
    return (
        f"patients are taught ({names}), and QUIZBOT_CONTACT does not say whom they can contact; set it to your team's"
        " words, with a telephone number"
    )
