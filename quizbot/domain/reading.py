"""What a typed text means: words made comparable, numbers with units, letters of options."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from quizbot.domain.numerals import LONGEST_NUMBER, NO_UNIT, NUMBER_ONLY_WITH_UNIT, NUMBER_WORDS, UNITS
from quizbot.domain.questions import Quantity

TYPO_LENGTH = 6  # one typo is forgiven in words of this many letters and more

_ARTICLES = frozenset({"a", "an", "the"})
_OTHER_ARTICLES = frozenset("der die das den dem ein eine einen el la los las lo un una".split())
_APPROXIMATELY = re.compile(
    r"(?:(?:about|approximately|approx|around|roughly|circa|ca|up to|it is|its|it takes|for|maybe|i think"
    r"|etwa|ungef(?:ä|ae)hr|zirka|rund|bis zu|max|maximal|h(?:ö|oe)chstens|es sind|das sind|es dauert|f(?:ü|ue)r"
    r"|vielleicht|ich glaube|ich denke"
    r"|aproximadamente|aprox|unos|unas|alrededor de|cerca de|m[áa]s o menos|hasta|como|m[áa]ximo|es|son"
    r"|tardan?|duran?|durante|por|quiz[áa]s?|tal vez|creo que)\b[.,: ]*"
    r"|[~≈=] *)+"
)
_AS_TYPED = {0x2212: "-", 0x27: None, 0x2019: None}  # the minus sign; apostrophes, straight and curly
# "1,500" is thousands as a rule; "0,500" and "1,50" can only be a decimal comma
_DIGITS = re.compile(r"[-+]?(?:(?P<thousands>[1-9]\d{0,2}(?:[ ,]\d{3})+(?!\d)(?:\.\d+)?)|\d+(?:[.,]\d+)?|[.,]\d+)")
_AROUND_LETTERS = re.compile(
    r"[\s,;:.)(>+&→-]+|\b(?:and|then|answer|option|letter|und|dann|danach|antwort|buchstabe"
    r"|y|luego|despu[eé]s|respuesta|opci[oó]n|letra|la)\b"
)

# Each is another's neighbour by one letter and means something else: typed, it is meant.
_LOOK_ALIKES = frozenset(
    """
    abduct adduct abduction adduction abductor adductor afferent efferent anterior interior inferior aphagia aphasia
    dysphagia dysphasia arteritis arthritis cellular acellular cytokine cytosine depletion deletion repletion dilation
    dilution facial fascial faecal febrile afebrile humeral humoral insulin inulin miosis mitosis meiosis necrosis
    neurosis perineal peroneal prostate prostrate radial radical remission emission secretin secretion septic aseptic
    symptomatic asymptomatic typical atypical ureteral urethral vascular avascular ventral central
    """.split()
)


_NOT_SURE = frozenset(
    phrase.replace("_", " ")
    for phrase in """
    not_sure unsure i_am_not_sure i_forgot i_m_not_sure no_idea i_don_t_know dont_know don_t_know idk no_clue pass
    weiss_nicht ich_weiss_nicht ich_weiss_es_nicht weiss_ich_nicht weiss_es_nicht keine_ahnung keine_idee kein_plan
    weiss_ich_nicht_mehr weiss_nicht_mehr vergessen
    nicht_sicher unsicher bin_nicht_sicher ich_bin_nicht_sicher bin_mir_nicht_sicher ich_bin_mir_nicht_sicher
    no_se no_lo_se yo_no_se no_se_la_respuesta nose no_me_acuerdo no_recuerdo
    ni_idea no_tengo_idea no_tengo_ni_idea no_estoy_seguro no_estoy_segura no_sabria_decir paso
    """.split()
)
_TRUE = frozenset("true t yes wahr w richtig r stimmt ja korrekt verdadero verdad v cierto si correcto".split())
_FALSE = frozenset("false f no wrong falsch nein unwahr falso incorrecto mentira".split())
_NEGATIONS = frozenset("not nicht no".split())
_AROUND_TRUTH = frozenset("it is that s das ist es eso esto".split())

_CLOCK = re.compile(
    r"(?:(?:at|it is|um|es ist|a las?|las?|son las|es la) )?(?P<hour>\d{1,2})"
    r"(?:(?: ?[:.h] ?|(?<=\d\d)| uhr )(?P<minute>\d{2}))?(?P<oclock> ?(?:uhr|hs?|horas))?"
    r"(?: ?(?:de la |del )?(?P<part>[a-zñíü]+))?"
)
_HALF = re.compile(r"(?<![a-z])([ap])\.? ?m\b\.?")  # a.m., p. m.
_PARTS_OF_THE_DAY = {
    **dict.fromkeys("am morgens früh vormittags mañana manana madrugada".split(), "am"),
    **dict.fromkeys("pm mittags nachmittags abends mediodía mediodia tarde".split(), "pm"),
    **dict.fromkeys("nachts noche".split(), "night"),
}
_NIGHT = (12, 1, 2, 3, 4, 5)  # these hours of it are after midnight


def fold(text: str) -> str:
    """The text as it is compared: NFKC, case folded, no diacritics, punctuation as blanks, no leading article."""
    letters = text.casefold() if text.isascii() else _without_diacritics(text)
    words = re.sub(r"[\W_]+", " ", letters).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def _without_diacritics(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def match_words(text: str, accept: Iterable[str]) -> str | None:
    """The accepted variant that the text means, or None.

    Blanks, hyphens and a leading article do not matter ("B-cell", "Bcell"; "die Nieren", "los riñones"). In each word
    of six letters and more one typo is forgiven: a letter missing, added, wrong, or two neighbours swapped; but what is
    a medical word of its own ("adduct" for "abduct") is no typo. An exact match wins over one with a typo.
    """
    given = fold(text).split()
    bare = given[1:] if len(given) > 1 and given[0] in _OTHER_ARTICLES else given
    variants = [(variant, fold(variant).split()) for variant in accept]
    for variant, wanted in variants:
        if "".join(wanted) in {"".join(given), "".join(bare)}:
            return variant
    return next((variant for variant, wanted in variants if _alike(given, wanted) or _alike(bare, wanted)), None)


def _alike(given: list[str], wanted: list[str]) -> bool:
    return len(given) == len(wanted) and all(map(_meant, given, wanted))


def _meant(given: str, wanted: str) -> bool:
    if given == wanted:
        return True
    forgiving = len(wanted) >= TYPO_LENGTH and wanted.isalpha() and given not in _LOOK_ALIKES
    return forgiving and one_typo(wanted, given)


def one_typo(wanted: str, given: str) -> bool:
    """Whether one insertion, deletion, substitution or swap of neighbours leads from one word to the other."""
    start = next(
        (i for i, (a, b) in enumerate(zip(wanted, given, strict=False)) if a != b), min(len(wanted), len(given))
    )
    a, b = wanted[start:], given[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])


def read_quantity(text: str) -> Quantity | None:
    """The one number in the text with its unit, or None if there is none, more than one, or words that are neither.

    Digits with a decimal point or comma, and number words up to ninety-nine, see `numerals`. The unit comes in the
    singular and, if it is one of time or share, in English ("3 yrs" and "3 Jahre" are 3 year); "" if none was given.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_AS_TYPED).split()).rstrip(".,;:!? ")
    plain = plain[approximately.end() :] if (approximately := _APPROXIMATELY.match(plain)) else plain
    number = _DIGITS.match(plain)
    if number is not None:
        return _quantity(_value(number), plain[number.end() :].lstrip(" -"))
    words = _without_diacritics(plain).replace("-", " ").split()
    for count in range(LONGEST_NUMBER, 0, -1):
        number_word = " ".join(words[:count])
        if number_word in NUMBER_WORDS:
            rest = " ".join(words[count:])
            counts = number_word not in NUMBER_ONLY_WITH_UNIT or is_unit(singular(rest))
            return _quantity(NUMBER_WORDS[number_word], rest) if counts else None
    return None


def _value(number: re.Match[str]) -> float:
    if number["thousands"] is None:
        return float(number.group().replace(",", "."))
    return float(number.group().replace(" ", "").replace(",", ""))


def _quantity(value: float, rest: str) -> Quantity | None:
    unit = singular(rest)
    words = _without_diacritics(rest).split()
    is_strange = len(words) > 2 or any(character.isdigit() for character in rest) or not NO_UNIT.isdisjoint(words)
    return None if is_strange and not is_unit(unit) else Quantity(value=value, unit=unit)


def singular(unit: str) -> str:
    """A unit as it is compared: lower case, no diacritics, singular; those of time and share in English."""
    plain = " ".join(_without_diacritics(unit).split()).strip(". ")
    one = plain.removesuffix("s")
    return UNITS.get(plain) or UNITS.get(one, one)


def says_not_sure(text: str) -> bool:
    """Whether a text says that its writer does not know, in any language; so do marks alone ("?")."""
    return fold(text) in {"", *_NOT_SURE}


def read_truth(text: str) -> bool | None:
    """Whether a text says that something is true ("yes", "das ist falsch", "no es verdad"); None if it says neither."""
    words = [word for word in fold(text).split() if word not in _AROUND_TRUTH]
    if len(words) > 1 and (words[0] in _NEGATIONS or words[-1] in _NEGATIONS):
        rest = words[1:] if words[0] in _NEGATIONS else words[:-1]
        return False if _TRUE.issuperset(rest) else None
    return True if words and _TRUE.issuperset(words) else False if words and _FALSE.issuperset(words) else None


def read_clock(text: str) -> int | None:
    """The time of day that a text is, in minutes after midnight, or None.

    "14:30", "2:30 pm", "1430", "um 14 Uhr 30", "9 Uhr abends", "a las 9 de la noche".
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    wall = _CLOCK.fullmatch(_HALF.sub(r"\1m", plain))
    if wall is None or not (wall["minute"] or wall["oclock"] or wall["part"]):
        return None
    hour, minute = int(wall["hour"]), int(wall["minute"] or 0)
    if wall["part"] is not None:
        part = _PARTS_OF_THE_DAY.get(wall["part"])
        if part is None or (wall["part"] in {"am", "pm"} and not 1 <= hour <= 12):
            return None
        is_early = part == "am" or (part == "night" and hour in _NIGHT)
        hour = hour % 12 + (0 if is_early else 12) if 1 <= hour <= 12 else hour
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def is_unit(unit: str) -> bool:
    """Whether a unit, as `singular` writes it, is one that people use for a time or a share."""
    return unit in UNITS.values()


def read_letters(text: str, count: int) -> tuple[int, ...] | None:
    """The shown positions that a text names by letters or numbers ("B", "a, c", "3 1 2"), or None.

    Positions count from 0 and are below `count`; none is named twice.
    """
    parts = _AROUND_LETTERS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).split()
    if len(parts) == 1 and parts[0].isalpha() and 1 < len(parts[0]) <= count:
        parts = list(parts[0])
    positions = tuple(_position(part) for part in parts)
    named = tuple(position for position in positions if position is not None and 0 <= position < count)
    return named if named and len(named) == len(positions) and len(set(named)) == len(named) else None


def _position(part: str) -> int | None:
    if len(part) == 1 and "a" <= part <= "z":
        return ord(part) - ord("a")
    return int(part) - 1 if part.isascii() and part.isdigit() and len(part) <= 2 else None
