"""Anki's packages (.apkg): question sets as decks of notes that a later import updates instead of doubling."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any, assert_never

from quizbot.domain.marking import quantity_text
from quizbot.domain.questions import (
    Citation,
    Cloze,
    Match,
    Multiple,
    Numeric,
    Order,
    Question,
    QuestionSet,
    Short,
    Single,
    Source,
    Teachback,
    TrueFalse,
    shown_order,
)
from quizbot.i18n import Translators

# Anki knows decks and note types by numbers that must never change; these were drawn once
_CARD, _TYPED, _CLOZE = 1_729_403_117, 1_729_403_118, 1_729_403_119
_BEHIND = "<hr id=answer>{{Answer}}<p>{{Explanation}}</p><p><small>{{Source}}</small></p>"
_CSS = ".card {font-family: sans-serif; font-size: 18px; line-height: 1.4; max-width: 40em; margin: auto; padding: 1em}"


def write(sets: Iterable[QuestionSet], sources: Mapping[str, Source], at: datetime) -> bytes:
    """A package with a deck of each set: every question that is still asked, its reasons, source and licence.

    Decks, note types and notes are the same in every package, so that Anki takes a later one (`at`) for an update.
    """
    import genanki  # noqa: PLC0415 - with what it brings along it takes time to load, and few ever want it

    models = {number: genanki.Model(number, **layout) for number, layout in _LAYOUTS.items()}
    decks = []
    for questions in sets:
        deck = genanki.Deck(_deck_id(questions.id), questions.title, escape(f"{questions.title} ({questions.license})"))
        for question in questions.active:
            number, fields = _note(question, questions.language)
            fields += (_text(question.explanation), _source(question.cites, sources, questions.license))
            deck.add_note(
                genanki.Note(
                    models[number],
                    list(fields),
                    guid=genanki.guid_for("quizbot", question.key),
                    tags=[questions.id, question.topic],
                )
            )
        decks.append(deck)
    package = BytesIO()
    genanki.Package(decks).write_to_file(package, timestamp=at.timestamp())
    return package.getvalue()


_LAYOUTS: Mapping[int, Mapping[str, Any]] = {
    _CARD: {
        "name": "quizbot: question",
        "fields": [{"name": name} for name in ("Question", "Answer", "Explanation", "Source")],
        "templates": [{"name": "Question", "qfmt": "{{Question}}", "afmt": "{{Question}}" + _BEHIND}],
        "css": _CSS,
    },
    _TYPED: {
        "name": "quizbot: typed answer",
        "fields": [{"name": name} for name in ("Question", "Answer", "Explanation", "Source")],
        "templates": [
            {
                "name": "Question",
                "qfmt": "{{Question}}<p>{{type:Answer}}</p>",
                "afmt": "{{Question}}<p>{{type:Answer}}</p>" + _BEHIND,
            }
        ],
        "css": _CSS,
    },
    _CLOZE: {
        "name": "quizbot: cloze",
        "fields": [{"name": name} for name in ("Text", "Also", "Explanation", "Source")],
        "templates": [
            {
                "name": "Cloze",
                "qfmt": "{{cloze:Text}}",
                "afmt": "{{cloze:Text}}" + _BEHIND.replace("{{Answer}}", "{{Also}}"),
            }
        ],
        "css": _CSS,
        "model_type": 1,
    },
}


def _deck_id(set_id: str) -> int:
    return (1 << 30) + int.from_bytes(hashlib.blake2b(set_id.encode(), digest_size=4).digest()) % (1 << 30)


def _note(question: Question, language: str) -> tuple[int, tuple[str, ...]]:
    """The note type, and its fields but the last two."""
    vignette = f"<p>{_text(question.vignette)}</p>" if question.vignette else ""
    match question:
        case Single() | Multiple():
            options = [question.options[place] for place in _order(question)]
            answers = [
                f"<b>✓ {_letter(at)}. {_text(option.text)}</b>" if option.correct else f"✗ {_letter(at)}."
                for at, option in enumerate(options)
            ]
            reasons = [f"{answer} {_text(option.why)}".strip() for answer, option in zip(answers, options, strict=True)]
            front = f"{vignette}<b>{_text(question.stem)}</b>{_lettered([option.text for option in options])}"
            return _CARD, (front, "<br>".join(reasons))
        case TrueFalse():
            t = Translators()(language)
            labels = (t.c("statement", "True"), t.c("statement", "False"))
            said = f"<b>{_text(labels[0 if question.answer else 1])}</b>"
            front = f"{vignette}<b>{_text(question.stem)}</b><p>{_text(' / '.join(labels))}</p>"
            return _CARD, (front, " ".join(filter(None, (said, _text(question.why)))))
        case Order():
            shown = [question.items[place].text for place in _order(question)]
            steps = [f"<b>{_text(item.text)}</b> {_text(item.why)}".strip() for item in question.items]
            front = f"{vignette}<b>{_text(question.stem)}</b>{_lettered(shown)}"
            return _CARD, (front, f"<ol>{_rows(steps)}</ol>")
        case Match():
            rights = [question.rights[place] for place in _order(question)]
            lefts = f"<ol>{_rows(_text(pair.left) for pair in question.pairs)}</ol>"
            pairs = [
                f"<b>{_text(pair.left)} → {_text(pair.right)}</b> {_text(pair.why)}".strip() for pair in question.pairs
            ]
            front = f"{vignette}<b>{_text(question.stem)}</b>{lefts}{_lettered(rights)}"
            return _CARD, (front, "<br>".join(pairs))
        case Numeric():
            return _TYPED, (f"{vignette}<b>{_text(question.stem)}</b>", _text(quantity_text(question.answer)))
        case Short():
            return _TYPED, (f"{vignette}<b>{_text(question.stem)}</b>", _text(question.accept[0]))
        case Cloze():
            gap = _text(question.accept[0]).replace(":", "&#58;").replace("}", "&#125;")  # Anki's own signs in a gap
            around = [_inline(part).replace("{", "&#123;") for part in (question.before, question.after_gap)]
            text = f"{vignette}{around[0]}{{{{c1::{gap}}}}}{around[1]}"
            return _CLOZE, (text, ", ".join(map(_text, question.accept[1:])))
        case Teachback():
            points = f"<ul>{_rows(map(_text, question.points))}</ul>"
            return _CARD, (f"{vignette}<b>{_text(question.stem)}</b>", points)
        case _:
            assert_never(question)


def _order(question: Question) -> tuple[int, ...]:
    """An order in which the right one does not stand out, the same in every package."""
    return shown_order(question, int.from_bytes(hashlib.blake2b(question.key.encode(), digest_size=6).digest()))


def _letter(position: int) -> str:
    return chr(ord("A") + position)


def _lettered(texts: Sequence[str]) -> str:
    return f'<ol type="A">{_rows(map(_text, texts))}</ol>'


def _rows(rows: Iterable[str]) -> str:
    return "".join(f"<li>{row}</li>" for row in rows)


def _text(text: str | None) -> str:
    return _inline((text or "").strip())


def _inline(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")


def _source(cites: Sequence[Citation], sources: Mapping[str, Source], licence: str) -> str:
    """Where it stands, each paragraph of each document, and under which licence it may be passed on."""
    found = []
    for cite in cites:
        source = sources[cite.source]
        dated = f", {source.date.isoformat()}" if source.date is not None else ""
        found.append(f"{source.title} ({source.publisher}{dated}): {cite.section} ¶{cite.paragraph}")
    return "<br>".join(map(_text, (*dict.fromkeys(found), licence)))
