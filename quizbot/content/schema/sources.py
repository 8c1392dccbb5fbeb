"""The shape of sources.yaml."""

from __future__ import annotations

from typing import Annotated, NotRequired

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

from quizbot.content.schema.fields import Count, Id, PublicationDay, Text, Version, doc


class Section(TypedDict):
    """A part of a source under one heading."""

    heading: Annotated[Text, doc("The heading as it stands in the document.")]
    paragraphs: Annotated[Count, doc("How many paragraphs it has.")]


class Source(TypedDict):
    """A document that questions rest on."""

    id: Annotated[Id, doc("Name by which sets cite it.")]
    title: Annotated[Text, doc("Its title.")]
    publisher: Annotated[Text, doc("Who published it.")]
    author: Annotated[Text, doc("Who wrote or reviewed it.")]
    date: Annotated[PublicationDay, doc("When it was published, or `undated`.")]
    url: NotRequired[Annotated[Text, doc("Where it can be read.")]]
    skip: NotRequired[Annotated[list[Text], doc("Lines that are no part of it.")]]
    sections: Annotated[list[Section], doc("Its parts in order.", min_length=1)]


@with_config(ConfigDict(extra="forbid"))
class SourcesFile(TypedDict):
    """The documents that sets rest on."""

    quizbot: Annotated[Version, doc("Version of this format.")]
    sources: Annotated[list[Source], doc("The documents.")]
