"""What a typed text means: words, numbers with units, letters of options."""

import string
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizbot.domain.questions import Quantity
from quizbot.domain.reading import (
    fold,
    is_unit,
    match_words,
    one_typo,
    read_clock,
    read_letters,
    read_quantity,
    read_truth,
    says_not_sure,
    singular,
)

# words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Apheresis", "apheresis"),
        ("  APHERESIS!! ", "apheresis"),
        ("aphérèsis", "apheresis"),
        ("Ａｐｈｅｒｅｓｉｓ", "apheresis"),
        ("the B-cell", "b cell"),
        ("An antibody.", "antibody"),
        ("a", "a"),
        ("The", "the"),
        ("the a team", "a team"),
        ("CD19+", "cd19"),
        ("IL-6 (tocilizumab)", "il 6 tocilizumab"),
        ("snake_case", "snake case"),
        ("Straße", "strasse"),
        ("don’t", "don t"),
        ("ﬁbrosis", "fibrosis"),
        ("", ""),
        ("?!… –", ""),
    ],
)
def test_a_text_as_it_is_compared(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("Apheresis", "apheresis"),
        ("an apheresis", "apheresis"),
        ("APHERESIS.", "apheresis"),
        ("aphresis", "apheresis"),  # missing
        ("apherresis", "apheresis"),  # added
        ("apherezis", "apheresis"),  # wrong
        ("apheerisis", None),
        ("aphreesis", "apheresis"),  # swapped
        ("apheresi", "apheresis"),
        ("xpheresis", "apheresis"),
        ("aferesis", None),
        ("apheresis machine", None),
        ("leukapheresis", "leukapheresis"),
        ("pheresis", "apheresis"),
        ("Bcell", "B-cell"),
        ("b cell", "B-cell"),
        ("B - Cell", "B-cell"),
        ("B cells", None),
        ("T cell", None),
        ("cytokin release", "cytokine release"),
        ("cytokin relaese", "cytokine release"),
        ("cytokinerelease", "cytokine release"),
        ("release cytokine", None),
        ("il6", "IL-6"),
        ("IL-7", None),
        ("cd20", None),
        ("", None),
    ],
)
def test_words_are_taken_with_their_spellings_and_a_typo_in_long_ones(typed: str, accepted: str | None) -> None:
    accept = ["apheresis", "leukapheresis", "B-cell", "cytokine release", "IL-6", "CD19", "lupus"]
    assert match_words(typed, accept) == accepted


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("die Nieren", "Nieren"),
        ("Die Nieren.", "Nieren"),
        ("los riñones", "riñones"),
        ("LOS RINONES", "riñones"),
        ("Una aféresis", "aféresis"),
        ("la aferesis", "aféresis"),
        ("la afereis", "aféresis"),
        ("Autoantikoerper", "Autoantikörper"),
        ("ein Autoantikorper", "Autoantikörper"),
        ("el riñón", None),
        ("die", None),
        ("las", "Las"),
        ("las células", "las células"),
    ],
)
def test_words_of_other_languages_are_taken_with_their_articles(typed: str, accepted: str | None) -> None:
    accept = ["Nieren", "riñones", "aféresis", "Autoantikörper", "Las", "las células", "células"]
    assert match_words(typed, accept) == accepted


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("hypertension", "hypotension"),
        ("hyperthermia", "hypothermia"),
        ("hyperkalemia", "hypokalemia"),
        ("hyperglycaemia", "hypoglycaemia"),
        ("antigen", "antibody"),
        ("autologous", "allogeneic"),
        ("monoclonal", "polyclonal"),
        ("agonist", "antagonist"),
        ("intracellular", "intercellular"),
        ("abduction", "adduction"),
        ("afferent", "efferent"),
        ("dysphagia", "dysphasia"),
        ("symptomatic", "asymptomatic"),
        ("febrile", "afebrile"),
        ("depletion", "deletion"),
        ("cytokine", "cytosine"),
        ("arthritis", "arteritis"),
        ("inferior", "interior"),
        ("anterior", "interior"),
        ("ureteral", "urethral"),
        ("perineal", "peroneal"),
        ("CD19", "CD20"),
        ("interleukin 6", "interleukin 1"),
        ("ileum", "ilium"),
    ],
)
def test_words_that_mean_something_else_are_not_taken_for_typos(wanted: str, given: str) -> None:
    assert match_words(given, [wanted]) is None
    assert match_words(wanted, [given]) is None


def test_an_exact_match_wins_over_one_with_a_typo() -> None:
    assert match_words("antigens", ["antigen", "antigens"]) == "antigens"
    assert match_words("antigenes", ["antigen", "antigens"]) == "antigens"


WORDS = st.text(string.ascii_lowercase, min_size=1, max_size=14)


@given(st.text(string.ascii_lowercase, min_size=6, max_size=14), st.data())
def test_any_one_typo_is_forgiven_in_words_of_six_letters(wanted: str, data: st.DataObject) -> None:
    assert match_words(data.draw(mistyped(wanted)), [wanted]) == wanted


@given(st.text(string.ascii_lowercase, min_size=1, max_size=5), st.data())
def test_no_typo_is_forgiven_in_shorter_words(wanted: str, data: st.DataObject) -> None:
    typed = data.draw(mistyped(wanted))
    assume(fold(typed) != fold(wanted))
    assert match_words(typed, [wanted]) is None


@st.composite
def mistyped(draw: st.DrawFn, word: str) -> str:
    """The word with a letter missing, added or wrong, or two neighbours swapped."""
    place = draw(st.integers(0, len(word) - 1))
    letter = draw(st.sampled_from(string.ascii_lowercase))
    return draw(
        st.sampled_from(
            [
                word[:place] + word[place + 1 :],
                word[:place] + letter + word[place:],
                word + letter,
                word[:place] + letter + word[place + 1 :],
                word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
            ]
        )
    )


def distance(one: str, other: str) -> int:
    """Edits from one word to the other, a swap of neighbours being one (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            edits = [rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b)]
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                edits.append(rows[-2][j - 2] + 1)
            row.append(min(edits))
        rows.append(row)
    return rows[-1][-1]


@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_one_typo_is_a_distance_of_at_most_one(one: str, other: str) -> None:
    assert one_typo(one, other) == (distance(one, other) <= 1)


@given(st.text(max_size=60), st.lists(st.text(max_size=30), max_size=3))
def test_any_text_can_be_compared(text: str, accept: list[str]) -> None:
    assert match_words(text, accept) in {None, *accept}
    assert fold(text) == " ".join(fold(text).split())


# numbers


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3", 3, ""),
        ("3 years", 3, "year"),
        ("3years", 3, "year"),
        ("3 yrs.", 3, "year"),
        ("3-year", 3, "year"),
        ("36 months", 36, "month"),
        ("36 mths", 36, "month"),
        ("2 wks", 2, "week"),
        ("14 d", 14, "day"),
        ("90 mins", 90, "minute"),
        ("90 sec", 90, "second"),
        ("2 hrs", 2, "hour"),
        ("1 h", 1, "hour"),
        ("90 %", 90, "%"),
        ("90%", 90, "%"),
        ("90 per cent", 90, "%"),
        ("ninety percent", 90, "%"),
        ("5 patients", 5, "patient"),
        ("2 mg/kg", 2, "mg/kg"),
        ("5 lupus patients", 5, "lupus patient"),
        ("Three Years", 3, "year"),
        ("zero", 0, ""),
        ("twelve", 12, ""),
        ("twenty days", 20, "day"),
        ("twenty-one days", 21, "day"),
        ("twenty one days", 21, "day"),
        ("ninety-nine", 99, ""),
        ("1.5", 1.5, ""),
        ("1,5 hours", 1.5, "hour"),
        ("0,5", 0.5, ""),
        ("0,125 mg", 0.125, "mg"),
        (".5", 0.5, ""),
        ("1,500", 1500, ""),
        ("1 500 cells", 1500, "cell"),
        ("1,500,000", 1500000, ""),
        ("1,500.5", 1500.5, ""),
        ("12,3456", 12.3456, ""),
        ("1'500", 1500, ""),
        ("-5", -5, ""),
        ("−5 °C", -5, "°c"),
        ("+5", 5, ""),
        ("about 3 years", 3, "year"),
        ("up to three years", 3, "year"),
        ("approx. 3", 3, ""),
        ("ca. 3", 3, ""),
        ("~3", 3, ""),
        ("= 3", 3, ""),
        ("It's about three years.", 3, "year"),
        ("it’s 3 years!", 3, "year"),
        ("I think it is 3", 3, ""),
        ("3?", 3, ""),
        ("３ years", 3, "year"),
        ("4 Wochen", 4, "week"),
        ("vier Wochen", 4, "week"),
        ("VIER WOCHEN!", 4, "week"),
        ("eine Woche", 1, "week"),
        ("zwo Std.", 2, "hour"),
        ("28 Tage", 28, "day"),
        ("achtundzwanzig Tage", 28, "day"),
        ("acht und zwanzig Tage", 28, "day"),
        ("bis zu drei Jahre", 3, "year"),
        ("ungefähr 3 Jahre", 3, "year"),
        ("ungefaehr drei jahren", 3, "year"),
        ("Es sind höchstens fünf Monate", 5, "month"),
        ("fuenf Monate", 5, "month"),
        ("zwoelf", 12, ""),
        ("sechsunddreißig Monate", 36, "month"),
        ("ein Monat", 1, "month"),
        ("neunzig Prozent", 90, "%"),
        ("0,5 Sekunden", 0.5, "second"),
        ("5 Zellen", 5, "zellen"),
        ("4 semanas", 4, "week"),
        ("cuatro semanas", 4, "week"),
        ("una semana", 1, "week"),
        ("veintiocho días", 28, "day"),
        ("veintiocho dias", 28, "day"),
        ("hasta tres años", 3, "year"),
        ("tres anos", 3, "year"),
        ("un año", 1, "year"),
        ("36 meses", 36, "month"),
        ("treinta y seis meses", 36, "month"),
        ("Más o menos 3 años", 3, "year"),
        ("creo que son unos tres", 3, ""),
        ("como máximo 4 semanas", 4, "week"),
        ("veintidós", 22, ""),
        ("dieciséis horas", 16, "hour"),
        ("noventa por ciento", 90, "%"),
        ("90 porciento", 90, "%"),
        ("once meses", 11, "month"),
        ("1,5 horas", 1.5, "hour"),
        ("2 µg", 2, "μg"),
    ],
)
def test_one_number_with_its_unit(text: str, value: float, unit: str) -> None:
    assert read_quantity(text) == Quantity(value=value, unit=unit)


@pytest.mark.parametrize(
    "text",
    """
    two to four
    two to four weeks
    two-four weeks
    2-4 weeks
    2–4
    2 to 4 weeks
    2 or 3
    three or four
    2, 3
    2 and 3
    3 years or so
    one hundred
    1 million cells
    one and a half
    three half years
    1234 567
    1,234,56
    1.2.3
    1e6
    a few
    years
    some time
    between 2 and 4
    less than 3
    3 years after the infusion
    3 years in total
    CD19
    three3
    zwei bis vier Wochen
    zwei bis vier
    zwei oder drei
    zwei und drei
    ein paar Wochen
    zweieinhalb Wochen
    eine halbe Woche
    3 Tage nach der Infusion
    einhundert
    hundert Tage
    dos a cuatro semanas
    dos o tres
    dos y medio
    cuatro o seis
    un par de semanas
    unas semanas
    mil
    cien dias
    once
    once a week
    once a day
    entre 2 y 4
    """.strip().splitlines(),
)
def test_no_number_or_more_than_one_is_unreadable(text: str) -> None:
    assert read_quantity(text) is None


def test_an_empty_text_is_no_number() -> None:
    assert [read_quantity(text) for text in ("", "   ", "?!", "~", "about")] == [None] * 5


ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
ONES += ["seventeen", "eighteen", "nineteen"]
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


@pytest.mark.parametrize("number", range(100))
def test_number_words_up_to_ninety_nine(number: int) -> None:
    tens, ones = divmod(number, 10)
    words = ONES[number] if number < 20 else TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")
    assert read_quantity(f"{words} days") == Quantity(value=number, unit="day")
    assert read_quantity(words.replace("-", " ").upper()) == Quantity(value=number)


GERMAN = "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn".split()
GERMAN += ["sechzehn", "siebzehn", "achtzehn", "neunzehn"]
GERMAN_TENS = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split()
SPANISH = "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis".split()
SPANISH += "diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco".split()
SPANISH += "veintiséis veintisiete veintiocho veintinueve".split()
SPANISH_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()


@pytest.mark.parametrize("number", range(100))
def test_number_words_in_german(number: int) -> None:
    tens, ones = divmod(number, 10)
    one = "ein" if ones == 1 else GERMAN[ones]
    words = GERMAN[number] if number < 20 else (f"{one}und" if ones else "") + GERMAN_TENS[tens - 2]
    assert read_quantity(f"{words} Tage") == Quantity(value=number, unit="day")
    assert read_quantity(words.capitalize().replace("ü", "ue")) == Quantity(value=number)


@pytest.mark.parametrize("number", range(100))
def test_number_words_in_spanish(number: int) -> None:
    tens, ones = divmod(number, 10)
    words = SPANISH[number] if number < 30 else SPANISH_TENS[tens - 3] + (f" y {SPANISH[ones]}" if ones else "")
    assert read_quantity(f"{words} días") == Quantity(value=number, unit="day")
    if number == 11:
        return  # "once" is English, too
    assert read_quantity(words.upper()) == Quantity(value=number)


@given(
    st.integers(-10_000_000, 10_000_000),
    st.sampled_from(["{:d}", "{:,d}", "{:+d}"]),
    st.sampled_from(["", " days", " d"]),
)
def test_whole_numbers_are_read_as_they_are_written(number: int, style: str, unit: str) -> None:
    expected = Quantity(value=number, unit="day" if unit else "")
    assert read_quantity(style.format(number) + unit) == expected


@given(st.integers(0, 99_999), st.integers(1, 99), st.sampled_from(".,"))
def test_decimal_points_and_commas_mean_the_same(whole: int, hundredths: int, mark: str) -> None:
    assert read_quantity(f"{whole}{mark}{hundredths:02}") == Quantity(value=float(f"{whole}.{hundredths:02}"))


@given(st.text(max_size=60) | st.text("0123456789 ,.-+%e/to", max_size=20))
def test_any_text_can_be_read_for_a_number(text: str) -> None:
    quantity = read_quantity(text)
    assert quantity is None or not any(character.isdigit() for character in quantity.unit)


@pytest.mark.parametrize(
    ("unit", "one"),
    [
        ("Years", "year"),
        ("yrs.", "year"),
        ("year", "year"),
        ("s", "second"),
        ("%", "%"),
        ("cells", "cell"),
        ("Años", "year"),
        ("mes", "month"),
        ("", ""),
    ],
)
def test_units_are_compared_in_the_singular(unit: str, one: str) -> None:
    assert singular(unit) == one


def test_units_of_time_and_share_are_known() -> None:
    assert all(map(is_unit, ["second", "minute", "hour", "day", "week", "month", "year", "%"]))
    assert not any(map(is_unit, ["", "cell", "years", "banana"]))


# letters


@pytest.mark.parametrize(
    ("text", "count", "positions"),
    [
        ("A", 4, (0,)),
        ("b", 4, (1,)),
        ("B)", 4, (1,)),
        ("(c)", 4, (2,)),
        ("2", 4, (1,)),
        ("a, c", 4, (0, 2)),
        ("a and c", 4, (0, 2)),
        ("A+C", 4, (0, 2)),
        ("ac", 4, (0, 2)),
        ("3 1 2", 3, (2, 0, 1)),
        ("b > a > c", 3, (1, 0, 2)),
        ("b → a → c", 3, (1, 0, 2)),
        ("c then a then b", 3, (2, 0, 1)),
        ("A und C", 4, (0, 2)),
        ("c, dann a, dann b", 3, (2, 0, 1)),
        ("a y c", 4, (0, 2)),
        ("c luego a luego b", 3, (2, 0, 1)),
        ("la b", 4, (1,)),
        ("Respuesta: C", 4, (2,)),
        ("opción b", 4, (1,)),
        ("Antwort B", 4, (1,)),
        ("b, danach a, danach c", 3, (1, 0, 2)),
        ("answer", 4, None),
        ("BAC", 3, (1, 0, 2)),
        ("10", 12, (9,)),
        ("Ａ", 4, (0,)),
        ("e", 4, None),
        ("0", 4, None),
        ("5", 4, None),
        ("123", 12, None),
        ("a a", 4, None),
        ("a e", 4, None),
        ("fever", 4, None),
        ("b is right", 4, None),
        ("no", 4, None),
        ("ä", 4, None),
        ("٣", 4, None),
        ("", 4, None),
        ("and", 4, None),
        ("?", 4, None),
        ("a", 0, None),
    ],
)
def test_options_can_be_named_by_letter_or_number(text: str, count: int, positions: tuple[int, ...] | None) -> None:
    assert read_letters(text, count) == positions


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_every_order_can_be_typed_in_every_way(order: tuple[int, ...]) -> None:
    letters = ["ABC"[position] for position in order]
    numbers = [str(position + 1) for position in order]
    typed = ["".join(letters), " ".join(letters), ", ".join(letters).lower(), "->".join(numbers), " ".join(numbers)]
    assert [read_letters(text, 3) for text in typed] == [order] * len(typed)


@given(st.text(max_size=30) | st.text("abcd1234 ,>-", max_size=12), st.integers(0, 12))
def test_named_positions_exist_and_come_once(text: str, count: int) -> None:
    positions = read_letters(text, count)
    if positions is not None:
        assert positions
        assert len(set(positions)) == len(positions)
        assert all(0 <= position < count for position in positions)


# not sure, true and false


@pytest.mark.parametrize(
    "text",
    [
        *["not sure", "I don't know", "i don’t know", "?", "??", "IDK", "Pass", "", "…"],
        *["Weiß ich nicht mehr.", "weiß nicht", "Ich weiss nicht!", "keine Ahnung", "bin mir nicht sicher"],
        *["no sé", "No lo se", "ni idea", "no estoy segura", "Yo no sé", "no me acuerdo"],
    ],
)
def test_not_knowing_is_understood_in_any_language(text: str) -> None:
    assert says_not_sure(text)


@pytest.mark.parametrize("text", ["no", "sicher", "nein", "se", "fever", "I am sure", "ahnung"])
def test_an_answer_is_not_taken_for_not_knowing(text: str) -> None:
    assert not says_not_sure(text)


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        *[(text, True) for text in ("True", "t", "YES!", "wahr", "Richtig.", "ja", "stimmt", "Sí", "si", "verdadero")],
        *[
            (text, False)
            for text in ("False", "f", "no", "falsch", "Nein", "stimmt nicht", "falso", "No.", "incorrecto")
        ],
        *[
            (text, True)
            for text in ("that's true", "das stimmt", "ist richtig", "es verdad", "Sí, es cierto", "ja, stimmt")
        ],
        *[(text, False) for text in ("that is wrong", "not true", "das stimmt nicht", "nicht wahr", "ist falsch")],
        *[(text, False) for text in ("no es verdad", "es falso", "Eso no es cierto.", "nein, falsch")],
        *[(text, None) for text in ("no es falso", "nicht falsch", "no sé", "es", "not", "no no")],
        *[(text, None) for text in ("", "?", "maybe", "yes and no", "vielleicht", "quizás", "A")],
    ],
)
def test_true_and_false_are_understood_in_any_language(text: str, truth: bool | None) -> None:
    assert read_truth(text) is truth


# times of day


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("14:30", 14, 30),
        ("14.30", 14, 30),
        ("14h30", 14, 30),
        ("1430", 14, 30),
        ("0930", 9, 30),
        ("9:05", 9, 5),
        (" 9 : 05 ", 9, 5),
        ("00:00", 0, 0),
        ("23:59", 23, 59),
        ("2:30 pm", 14, 30),
        ("2:30PM", 14, 30),
        ("2.30 p.m.", 14, 30),
        ("9 am", 9, 0),
        ("9am", 9, 0),
        ("12 am", 0, 0),
        ("12:15 a.m.", 0, 15),
        ("12 pm", 12, 0),
        ("１４：３０", 14, 30),
        ("14:30 Uhr", 14, 30),
        ("14 Uhr", 14, 0),
        ("um 14 Uhr 30", 14, 30),
        ("9 Uhr abends", 21, 0),
        ("21 Uhr abends", 21, 0),
        ("2 Uhr nachts", 2, 0),
        ("11 Uhr nachts", 23, 0),
        ("12 Uhr mittags", 12, 0),
        ("8 Uhr morgens", 8, 0),
        ("2:30 p. m.", 14, 30),
        ("14:30 h", 14, 30),
        ("a las 9 de la noche", 21, 0),
        ("12 de la noche", 0, 0),
        ("las 7 de la mañana", 7, 0),
        ("son las 2:15 de la tarde", 14, 15),
    ],
)
def test_the_time_of_day_is_read(text: str, hour: int, minute: int) -> None:
    assert read_clock(text) == hour * 60 + minute


@pytest.mark.parametrize(
    "text",
    "24:00|14:60|9|14|930|9:5|9:|:30|13 pm|0 am|0:30 pm|now|Berlin|noon||14:30:15|2026-06-01|quarter past nine".split(
        "|"
    ),
)
def test_what_is_no_time_of_day(text: str) -> None:
    assert read_clock(text) is None


@given(st.text(max_size=12) | st.text("0123456789:.h apm", max_size=8))
def test_a_time_of_day_is_a_minute_of_it(text: str) -> None:
    minute = read_clock(text)
    assert minute is None or 0 <= minute < 24 * 60


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_can_be_typed_in_every_way(hour: int, minute: int) -> None:
    half = f"{(hour + 11) % 12 + 1}:{minute:02} {'ap'[hour // 12]}m"
    typed = [f"{hour}:{minute:02}", f"{hour:02}{minute:02}", f"{hour}.{minute:02}", half]
    assert [read_clock(text) for text in typed] == [hour * 60 + minute] * len(typed)
