"""What is found while files are read, before there are questions to judge: named here, applied there."""

from __future__ import annotations

from quizbot.content.problems import Severity
from quizbot.content.rules.rule import Rule

UNUSED_IGNORE = "unused-ignore"

_WHY = {
    "unreadable-file": "A set that cannot be opened is taught to nobody.",
    "too-large": "A file of this size is no question set, and reading it would keep everybody waiting.",
    "not-utf-8": "Letters in another encoding would reach the learner as other letters.",
    "forbidden-character": "Invisible characters can make a text say something else than what the author sees.",
    "yaml-syntax": "What cannot be read cannot be taught.",
    "too-deep": "No set is nested so deeply; a file that is was made to exhaust the reader.",
    "too-many-nodes": "No set has so many values; a file that has was made to exhaust the reader.",
    "too-many-errors": "Beyond a thousand errors, looking for more helps nobody.",
    "duplicate-key": "Of two fields with one name, YAML silently keeps the last.",
    "yaml-anchor": "A part that is repeated by reference is hard to read, and can swell without end.",
    "yaml-tag": "A tag tells YAML to read something else than what is written.",
    "yaml-merge-key": "A merged part hides which fields there are, and can swell without end.",
    "yaml-directive": "An instruction changes how all that follows is read.",
    "second-document": "What stands in a second document would silently not be read.",
    "name-not-text": "A field needs a name.",
    "not-fields": "A set is made of fields: quizbot, set, topics, lessons, questions.",
    "unknown-field": "A misspelt field would silently have no effect.",
    "missing-field": "Without it, there is something that the learner could not be shown or asked.",
    "missing-explanation": "Feedback that does not explain teaches little.",
    "wrong-type": "A list where a text belongs, or the other way round, cannot be shown.",
    "bad-value": "The field means something only with one of the values that it knows.",
    "bad-id": "Ids stand in links, in buttons and in the database, which take these characters only.",
    "item-count": "Two items are a coin toss; more than six are a puzzle.",
    "pair-count": "One pair is no matching; more than five do not fit on a screen.",
    "point-count": "One point can be said without understanding; more than four are a test of memory.",
    "one-gap": "One gap asks one thing; a learner types one answer.",
}

RULES = (
    *(Rule(name=name, severity=Severity.ERROR, why=why) for name, why in _WHY.items()),
    Rule(
        name=UNUSED_IGNORE,
        severity=Severity.WARNING,
        why="A reason that excuses nothing would silently excuse the next mistake.",
    ),
    Rule(
        name="cut-text",
        severity=Severity.WARNING,
        why="A # behind a blank silently ends a text without quotes, so that learners read half of it.",
    ),
)
