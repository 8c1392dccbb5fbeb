"""Fault scripts as files: what each field means, and what is said of a mistake."""

from pathlib import Path

import pytest

from quizbot.tryout.faultfile import FaultsRefused, read_faults
from quizbot.tryout.faults import Drip, Drop, Fail, Partition, Refuse, Rule, Truncate

RULES = [
    ("drop: before", Rule(fault=Drop(applied=False))),
    ("drop: after", Rule(fault=Drop(applied=True))),
    ("error: 403", Rule(fault=Fail(status=403))),
    ("{error: 429, retry_after: 3}", Rule(fault=Fail(status=429, retry_after=3))),
    ("{error: 502, applied: true}", Rule(fault=Fail(status=502, applied=True))),
    (
        '{error: 400, description: "Bad Request: chat not found"}',
        Rule(fault=Fail(status=400, description="Bad Request: chat not found")),
    ),
    ("truncate: true", Rule(fault=Truncate())),
    ("drip: 2.5", Rule(fault=Drip(seconds=2.5))),
    ("refuse: 5", Rule(fault=Refuse(seconds=5))),
    ("partition: 5", Rule(fault=Partition(seconds=5))),
    ("{partition: 5, cut: true}", Rule(fault=Partition(seconds=5, cut=True))),
    ("delay: 1", Rule(delay=1)),
    ("{delay: 1, drop: after}", Rule(delay=1, fault=Drop(applied=True))),
    ("{method: sendMessage, delay: 1}", Rule(methods=("sendMessage",), delay=1)),
    ("{method: [send*, webhook], delay: 1}", Rule(methods=("send*", "webhook"), delay=1)),
    (
        "{chat: 7, from: 3, times: 2, chance: 0.5, delay: 1}",
        Rule(chat_id=7, first=3, times=2, chance=0.5, delay=1),
    ),
]


@pytest.mark.parametrize(("rule", "expected"), RULES, ids=lambda given: given if isinstance(given, str) else "")
def test_a_rule_says(tmp_path: Path, rule: str, expected: Rule) -> None:
    method = next(name for name in ("webhook", "sendMessage") if name in rule or name == "sendMessage")
    chat_id = expected.chat_id or 1
    faults = read_faults(written(tmp_path, f"seed: 7\nrules:\n  - {rule}\n"))
    struck = [faults.strike(method, chat_id, at=0) for _ in range(40)]
    assert {rule for rule in struck if rule is not None} == {expected}


def written(folder: Path, text: str) -> Path:
    path = folder / "faults.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("seed", "same"), [("seed: 7\n", True), ("seed: 8\n", False), ("", False)])
def test_the_seed_decides_what_chance_strikes(tmp_path: Path, seed: str, same: bool) -> None:
    rules = "rules:\n  - {chance: 0.5, truncate: true}\n"
    one, other = (read_faults(written(tmp_path, given + rules)) for given in ("seed: 7\n", seed))
    strikes = [[faults.strike("getMe", None, at=0) for _ in range(40)] for faults in (one, other)]
    assert (strikes[0] == strikes[1]) is same


NO_METHOD = "`method` is a method that is simulated or a pattern such as `send*`"
MISTAKES = [
    ("", "1:1: The file is empty. Begin it with `rules:`."),
    ("- drop: after\n", "1:1: The file is not made of fields. Begin it with `rules:`."),
    ("rules: {drop: after}\n", "1:8: `rules` is a list, each entry of which begins with `- `, not fields."),
    ("rule: []\n", "1:1: There is no field `rule`. Did you mean `rules`?"),
    ("seed: soon\nrules: []\n", "1:7: `seed` is a whole number, not `soon`."),
    ("rules:\n  - drop\n", "2:5: A rule is made of fields, as `method: sendMessage` and `drop: after`."),
    ("rules:\n  - method: sendMessage\n", "2:5: The rule does not say what happens."),
    ("rules:\n  - dorp: after\n", "2:5: There is no field `dorp`. Did you mean `drop`?"),
    ("rules:\n  - drop: later\n", "2:11: `drop` is `before` or `after`, not `later`."),
    (
        "rules:\n  - method: sendMesage\n    drop: after\n",
        f"2:13: {NO_METHOD}, not `sendMesage`. Did you mean `sendMessage`?",
    ),
    (
        "rules:\n  - method: [{}]\n    drop: after\n",
        f"2:13: {NO_METHOD}, not fields.",
    ),
    ("rules:\n  - {chat: Ada, delay: 1}\n", "2:12: `chat` is a whole number, not `Ada`."),
    ("rules:\n  - {from: 0, delay: 1}\n", "2:12: `from` is a whole number from 1 up, not `0`."),
    ("rules:\n  - {times: [1], delay: 1}\n", "2:13: `times` is a whole number from 1 up, not a list."),
    ("rules:\n  - {chance: 2, delay: 1}\n", "2:14: `chance` is a number from 0 to 1, not `2`."),
    ("rules:\n  - {chance: nan, delay: 1}\n", "2:14: `chance` is a number from 0 to 1, not `nan`."),
    ("rules:\n  - {chance: 0, delay: 1}\n", "2:5: The rule could never strike."),
    ("rules:\n  - delay: -1\n", "2:12: `delay` is a number of seconds from 0 up, not `-1`."),
    ("rules:\n  - error: 200\n", "2:12: `error` is an HTTP status that is an error, not `200`."),
    ("rules:\n  - error: 555\n", "2:12: `error` is an HTTP status that is an error, not `555`."),
    ("rules:\n  - {error: 400, description: []}\n", "2:31: `description` is a text, not a list."),
    ("rules:\n  - {error: 502, applied: yes}\n", "2:27: `applied` is `true` or `false`, not `yes`."),
    ("rules:\n  - truncate: false\n", "2:15: `truncate` is `true`, not `false`."),
    ("rules:\n  - {drop: after, cut: true}\n", "2:19: `cut` says more about `partition`, which is missing."),
    (
        "rules:\n  - {drop: after, error: 502}\n",
        "2:19: `error` stands beside `drop`, but one thing happens to a call.",
    ),
    (
        "rules:\n  - {method: webhook, error: 502}\n",
        "2:5: A post to the webhook is answered by the bot: it can only be delayed, dropped or begin an outage.",
    ),
    ("rules:\n  - {method: *, delay: 1}\n", "2:14: Text cannot begin with * here. Put the text in quotes."),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES, ids=lambda given: given.strip())
def test_a_mistake_is_named_by_line_and_field(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(FaultsRefused) as refused:
        read_faults(path)
    assert str(refused.value) == f"{path}:{said}"


def test_every_mistake_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "seed: x\nrules:\n  - drop: never\n    form: 1\n  - {}\n")
    with pytest.raises(FaultsRefused) as refused:
        read_faults(path)
    assert [line.split(": ")[0].rpartition("yaml:")[2] for line in str(refused.value).splitlines()] == [
        "1:7",
        "3:11",
        "4:5",
        "5:5",
    ]
