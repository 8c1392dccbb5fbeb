"""Number words up to ninety-nine, and units of time and share, of all languages that sets are learned in.

They are read in all languages at once: a learner may type another than the set's. Words are written without
diacritics, as they are compared; where Germans type "ue" for "ü", both spellings stand here.
"""

from __future__ import annotations

from collections.abc import Iterator

UNITS = {
    **dict.fromkeys("s sec secs second sekunde sekunden sek segundo seg".split(), "second"),
    **dict.fromkeys("min mins minute minuten minuto".split(), "minute"),
    **dict.fromkeys("h hr hrs hour stunde stunden std hora".split(), "hour"),
    **dict.fromkeys("d day tag tage tagen dia".split(), "day"),
    **dict.fromkeys("w wk wks week woche wochen wo semana sem".split(), "week"),
    **dict.fromkeys("mo mos mth mths month monat monate monaten mon mes meses".split(), "month"),
    **dict.fromkeys("y yr yrs year jahr jahre jahren j ano".split(), "year"),
    **dict.fromkeys(("%", "percent", "per cent", "pct", "prozent", "por ciento", "porciento"), "%"),
}

# Words that make of a number word another number, or more than one, so that what follows it is no unit.
_MORE_THAN_A_NUMBER = """
    to or and hundred thousand million billion half quarter dozen couple
    bis oder und hundert tausend millionen milliarde halb halbe halbes halben viertel dutzend paar
    hasta o u y cien ciento mil millon millones medio media cuarto docena par
""".split()

# Spanish eleven; in English it counts only before a unit ("once meses"), since "once" is no number.
NUMBER_ONLY_WITH_UNIT = frozenset({"once"})


def _english() -> Iterator[tuple[str, int]]:
    small = """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen
    """.split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    yield from zip(small, range(20), strict=True)
    for ten, value in zip(tens, range(20, 100, 10), strict=True):
        yield ten, value
        yield from ((f"{ten} {one}", value + ones) for ones, one in enumerate(small[1:10], start=1))


def _german() -> Iterator[tuple[str, int]]:
    small = """
        null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn
        achtzehn neunzehn
    """.split()
    tens = "zwanzig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
    yield from ((one, 1) for one in "ein eine einen einem einer".split())
    yield "zwo", 2
    yield from zip(small, range(20), strict=True)
    for ten, value in zip(tens, range(20, 100, 10), strict=True):
        yield ten, value
        for ones, one in enumerate(["ein", *small[2:10]], start=1):
            yield f"{one}und{ten}", value + ones
            yield f"{one} und {ten}", value + ones


def _spanish() -> Iterator[tuple[str, int]]:
    small = """
        cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete
        dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete
        veintiocho veintinueve
    """.split()
    tens = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
    yield from zip(small, range(30), strict=True)
    yield from (("un", 1), ("una", 1), ("veintiun", 21), ("veintiuna", 21))
    for ten, value in zip(tens, range(30, 100, 10), strict=True):
        yield ten, value
        yield from ((f"{ten} y {one}", value + ones) for ones, one in enumerate(small[1:10], start=1))
        yield from ((f"{ten} y {one}", value + 1) for one in ("un", "una"))


def _spellings(word: str) -> Iterator[str]:
    """The word without diacritics, and as it is typed where there is no ü or ö on the keys."""
    yield word.replace("ü", "u").replace("ö", "o")
    yield word.replace("ü", "ue").replace("ö", "oe")


NUMBER_WORDS = {
    spelling: number
    for numerals in (_english(), _german(), _spanish())
    for word, number in numerals
    for spelling in _spellings(word)
}
LONGEST_NUMBER = 3  # words: "treinta y seis"
NO_UNIT = frozenset({*NUMBER_WORDS, *_MORE_THAN_A_NUMBER})
