"""What has happened since the start, counted in memory; rendered for Prometheus only when somebody asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from prometheus_client.core import Metric

PREFIX = "quizbot_"


class Count(StrEnum):
    """What is counted. The value is the metric's name after `quizbot_`; each has at most one label."""

    UPDATES = "updates", "Updates taken in.", "kind"
    FINISHED = "updates_finished", "Updates answered and done."
    FAILURES = "update_failures", "Tries to handle an update that failed.", "error"
    DEAD = "updates_dead", "Updates given up after too many tries, with an apology."
    THROTTLED = "updates_throttled", "Updates of one learner's flood that were left out."
    CALLS = "api_calls", "Calls to the Bot API.", "outcome"
    REMINDERS = "reminders", "Reminders.", "outcome"
    INVITES = "invites_refused", "Invitations that were wrong, expired or used up."
    UNTRANSLATED = "texts_untranslated", "Texts shown in English for want of a translation.", "language"
    IN_ORIGINAL = "shown_in_original", "Lessons and questions shown in another language than the learner's.", "language"

    meaning: str
    label: str  # empty: none

    def __new__(cls, name: str, meaning: str, label: str = "") -> Self:
        """A member whose value is the name."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.meaning = meaning
        member.label = label
        return member


class Metrics:
    """Counters of one process."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[Count, str]] = Counter()

    def count(self, what: Count, label: str = "", by: int = 1) -> None:
        """Count something that has happened."""
        self.counts[what, label] += by


def render(
    counts: Mapping[tuple[Count, str], int], ages: Mapping[str, float | None], *, well: bool, accept: str
) -> tuple[bytes, str]:
    """The counts, the ages in seconds and the process's own figures as Prometheus reads them, and the content type.

    `accept` is the header of the request. The first time takes a tenth of a second, for imports that no start waits
    for, so call it in a thread.
    """
    from prometheus_client import CollectorRegistry, ProcessCollector  # noqa: PLC0415 - see above
    from prometheus_client.exposition import choose_encoder  # noqa: PLC0415 - see above
    from prometheus_client.registry import Collector  # noqa: PLC0415 - see above

    class Ours(Collector):
        def collect(self) -> Iterable[Metric]:
            return _families(counts, ages, well=well)

    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(Ours())
    encode, content_type = choose_encoder(accept)
    return encode(registry), content_type


def _families(
    counts: Mapping[tuple[Count, str], int], ages: Mapping[str, float | None], *, well: bool
) -> Iterable[Metric]:
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily  # noqa: PLC0415 - as in render

    for what in Count:
        family = CounterMetricFamily(PREFIX + what, what.meaning, labels=[what.label] if what.label else [])
        labels = {label for counted, label in counts if counted is what}
        for label in sorted(labels) if what.label else [""]:  # without labels, nothing is a figure, too
            family.add_metric([label] if what.label else [], counts.get((what, label), 0))
        yield family
    yield GaugeMetricFamily(f"{PREFIX}healthy", "1 while /healthz says so, else 0.", value=int(well))
    of_each = GaugeMetricFamily(
        f"{PREFIX}age_seconds", "How long ago each thing was done that must be done again and again.", labels=["of"]
    )
    for name, age in ages.items():
        if age is not None:
            of_each.add_metric([name], age)
    yield of_each
