"""Telegram's HTML as the simulator reads it: plain text, entities in UTF-16 units, and errors with their place."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizbot.tryout.entities import Entity, tidy, units
from quizbot.tryout.markup import BadMarkup, parse_html


def written(entity: Entity) -> tuple[Any, ...]:
    detail = entity.url or entity.language
    return (entity.type, entity.offset, entity.length) + ((detail,) if detail is not None else ())


READ: list[tuple[str, str, list[tuple[Any, ...]]]] = [
    ("plain", "plain", []),
    ("<b>b</b><strong>b</strong>", "bb", [("bold", 0, 1), ("bold", 1, 1)]),
    ("<i>i</i><em>i</em>", "ii", [("italic", 0, 1), ("italic", 1, 1)]),
    ("<u>u</u><ins>u</ins>", "uu", [("underline", 0, 1), ("underline", 1, 1)]),
    ("<s>s</s><strike>s</strike><del>s</del>", "sss", [("strikethrough", i, 1) for i in range(3)]),
    ("<tg-spoiler>x</tg-spoiler><span class='tg-spoiler'>x</span>", "xx", [("spoiler", 0, 1), ("spoiler", 1, 1)]),
    ("<B>b</b >", "b", [("bold", 0, 1)]),
    ("<b>b</>", "b", [("bold", 0, 1)]),
    # offsets and lengths are in UTF-16 units
    ("🧠 <b>é🧠</b>", "🧠 é🧠", [("bold", 3, 3)]),
    ("&#129504;<b>x</b>", "🧠x", [("bold", 2, 1)]),
    # character references
    ("&lt;b&gt; &amp;amp; &quot;", '<b> &amp; "', []),
    ("&lt3 &#65;&#x42; &nbsp; &;", "<3 AB &nbsp; &;", []),
    ("&#0; &#xd800; &#9999999;", "&#0; &#xd800; &#9999999;", []),
    # nesting
    ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
    ("<b></b>x", "x", []),
    ("<i><b>x</b></i>", "x", [("italic", 0, 1), ("bold", 0, 1)]),
    # links
    ('<a href="https://x.org/?a=1&amp;b=2">x</a>', "x", [("text_link", 0, 1, "https://x.org/?a=1&b=2")]),
    ("<a href='x.org'>x</a>", "x", [("text_link", 0, 1, "http://x.org")]),
    ("<a href=x.org>x</a>", "x", [("text_link", 0, 1, "http://x.org")]),
    ('<a href="a>b.org/c">x</a>', "x", []),
    ("<a>https://x.org</a>", "https://x.org", [("text_link", 0, 13, "https://x.org")]),
    ('<a href="javascript:alert(1)">x</a>', "x", []),
    # code
    ("<code>x</code>", "x", [("code", 0, 1)]),
    ('<code class="language-python">x</code>', "x", [("code", 0, 1)]),
    ("<pre>x</pre>", "x", [("pre", 0, 1)]),
    ('<pre><code class="language-python">x</code></pre>', "x", [("pre", 0, 1, "python")]),
    ('<code class="language-python"><pre>x</pre></code>', "x", [("pre", 0, 1, "python")]),
    # quotations
    ("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1)]),
    ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
    ('<tg-emoji emoji-id="1">👍</tg-emoji>', "👍", []),
]


@pytest.mark.parametrize(("source", "text", "entities"), READ)
def test_reads_what_telegram_reads(source: str, text: str, entities: list[tuple[Any, ...]]) -> None:
    plain, found = parse_html(source)
    assert (plain, [written(entity) for entity in found]) == (text, entities)


WRONG = [
    ("<x>x</x>", 'Unsupported start tag "x" at byte offset 0'),
    ("é<br/>", 'Unsupported start tag "br/" at byte offset 2'),
    ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
    ("<!-- x -->", 'Unsupported start tag "!--" at byte offset 0'),
    ("a <", "Unclosed start tag at byte offset 2"),
    ("<b", "Unclosed start tag at byte offset 0"),
    ("<a href", 'Unclosed start tag "a" at byte offset 0'),
    ("<a href='x", 'Unclosed start tag "a" at byte offset 0'),
    ("<a href=x:y>x</a>", "Unexpected end of name token at byte offset 8"),
    ("<a ='x'>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("<b>x", "Can't find end tag corresponding to start tag \"b\""),
    ("<b><i>x</i>", "Can't find end tag corresponding to start tag \"b\""),
]  # fmt: skip


@pytest.mark.parametrize(("source", "problem"), WRONG)
def test_says_what_is_wrong_and_at_which_byte(source: str, problem: str) -> None:
    with pytest.raises(BadMarkup) as raised:
        parse_html(source)
    assert str(raised.value) == problem


TIDIED: list[tuple[str, str, list[tuple[Any, ...]]]] = [
    (" \n<b> x </b>\n", "x", [("bold", 0, 1)]),
    ("🧠  <b>x</b>  ", "🧠  x", [("bold", 4, 1)]),
    ("  <b> </b>x", "x", []),
    # code leaves nothing beside itself
    ("<b>a<code>b</code>c</b>", "abc", [("bold", 0, 1), ("code", 1, 1), ("bold", 2, 1)]),
    ("<b><code>b</code></b>", "b", [("code", 0, 1)]),
    ("<code>a<i>b</i></code>", "ab", [("code", 0, 2)]),
    ("<pre><code>b</code></pre>", "b", [("pre", 0, 1)]),
    ("<code><a href='x.org'>b</a></code>", "b", [("code", 0, 1)]),
    ("<blockquote>a<blockquote>b</blockquote></blockquote>", "ab", [("blockquote", 0, 2)]),
    ("<blockquote>a<code>b</code></blockquote>", "ab", [("blockquote", 0, 2), ("code", 1, 1)]),
    (
        "<b>a<blockquote>b<code>c</code></blockquote>d</b>",
        "abcd",
        [("bold", 0, 1), ("blockquote", 1, 2), ("bold", 1, 1), ("code", 2, 1), ("bold", 3, 1)],
    ),
    (
        "<b>a<a href='x.org'>b<code>c</code>d</a>e</b>",
        "abcde",
        [
            ("bold", 0, 1),
            ("text_link", 1, 3, "http://x.org"),
            ("bold", 1, 1),
            ("code", 2, 1),
            ("bold", 3, 1),
            ("bold", 4, 1),
        ],
    ),
    # commands and links are found
    ("/start", "/start", [("bot_command", 0, 6)]),
    ("🧠 /start@quizbot c_1, and/or 1/2 /a/b", "🧠 /start@quizbot c_1, and/or 1/2 /a/b", [("bot_command", 3, 14)]),
    ("See https://x.org/a_(b).", "See https://x.org/a_(b).", [("url", 4, 18)]),
    ("<code>/start https://x.org</code>", "/start https://x.org", [("code", 0, 20)]),
    ("<a href='y.org'>https://x.org</a>", "https://x.org", [("text_link", 0, 13, "http://y.org")]),
    ("<b>https://x</b>.org", "https://x.org", [("url", 0, 13), ("bold", 0, 9)]),
    ("x https://x<b>.org y</b>", "x https://x.org y", [("url", 2, 13), ("bold", 11, 4), ("bold", 15, 2)]),
    ("https://x<blockquote>.org</blockquote>", "https://x.org", [("blockquote", 9, 4)]),
    ("<blockquote>https://x.org</blockquote>", "https://x.org", [("blockquote", 0, 13), ("url", 0, 13)]),
    ("<b>/start</b>", "/start", [("bold", 0, 6), ("bot_command", 0, 6)]),
]


@pytest.mark.parametrize(("source", "text", "entities"), TIDIED)
def test_a_text_is_tidied_as_it_enters_the_chat(source: str, text: str, entities: list[tuple[Any, ...]]) -> None:
    kept, found = tidy(*parse_html(source))
    assert (kept, [written(entity) for entity in found]) == (text, entities)


@given(st.text(alphabet="ab <>/&;#x='\"\n🧠"))
def test_any_source_is_read_or_refused_and_entities_stay_in_the_text(source: str) -> None:
    try:
        text, entities = tidy(*parse_html(source))
    except BadMarkup:
        return
    assert text == text.strip()
    assert all(0 <= entity.offset < entity.end <= units(text) for entity in entities)


TAGS = st.sampled_from(["b", "i", "u", "s", "code", "pre", "blockquote", "tg-spoiler", "a"])
TREES = st.recursive(
    st.sampled_from(["x", " ", "🧠", "\n", "https://x.org", "/x"]),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=3).map("".join)).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"),
)


@given(st.lists(TREES, max_size=4).map("".join))
def test_entities_never_cross_and_nothing_is_left_inside_code(source: str) -> None:
    _, entities = tidy(*parse_html(source))
    for i, one in enumerate(entities):
        for j, other in enumerate(entities):
            assert not one.offset < other.offset < one.end < other.end
            if i < j and one.type in ("code", "pre"):
                assert one.end <= other.offset
