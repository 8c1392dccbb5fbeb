"""Settings: whatever is wrong is said at once, with what was given and what is wanted; secrets never."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizbot.config import Settings, WrongSettings, is_loopback, read_settings

TOKEN = "4711:AAbb-cc_ddEEff"


def problems(environment: dict[str, str], dotenv: Path | None = None, **flags: object) -> list[str]:
    """What is wrong, line by line; nothing if all is well."""
    try:
        read_settings(environment, dotenv=dotenv, flags=flags)
    except WrongSettings as error:
        return str(error).splitlines()
    return []


def test_nothing_need_be_set() -> None:
    settings = read_settings({})
    assert settings == Settings()
    assert settings.database_url == "sqlite:///quizbot.db"
    assert settings.questions == Path("questions")
    assert settings.health_address() == ("127.0.0.1", 8090)


def test_everything_can_be_set() -> None:
    settings = read_settings(
        {
            "QUIZBOT_TOKEN": TOKEN,
            "QUIZBOT_API_BASE": "http://127.0.0.1:8081/",
            "QUIZBOT_DATABASE_URL": "postgresql://quizbot:secret@db/quizbot",
            "QUIZBOT_QUESTIONS": "/srv/sets",
            "QUIZBOT_WEBHOOK_URL": "https://bot.example.org/telegram",
            "QUIZBOT_WEBHOOK_SECRET": "a_Secret-1",
            "QUIZBOT_LISTEN": "[::]:8443",
            "QUIZBOT_EDUCATORS": "12, 7 12,4503599627370495",
            "QUIZBOT_CONTACT": "room 12",
            "QUIZBOT_HEALTH_LISTEN": "[::]:9000",
            "QUIZBOT_LOG_LEVEL": "debug",
            "QUIZBOT_LOG_FORMAT": "json",
            "QUIZBOT_CLOCK_FILE": "/run/clock",
            "QUIZBOT_DESPITE_ERRORS": "true",
            "HOME": "/somewhere/else",
        }
    )
    assert settings.bot_token() == TOKEN
    assert settings.api_base == "http://127.0.0.1:8081"
    assert settings.webhook_secret_token() == "a_Secret-1"
    assert settings.listen_address() == ("::", 8443)
    assert settings.educators == {7, 12, 4503599627370495}
    assert settings.health_address() == ("::", 9000)
    assert settings.clock_file == Path("/run/clock")
    assert settings.despite_errors


RIGHT = {
    "API_BASE": ["https://api.telegram.org", "https://example.org:8443", "http://localhost:8081", "http://[::1]:8081"],
    "DATABASE_URL": ["sqlite:///quizbot.db", "sqlite:////srv/quizbot.db", "postgresql://db/quizbot"],
    "WEBHOOK_URL": [
        "https://bot.example.org/telegram",
        "https://bot.example.org:8443/a/b-c_d.e~f/",
        "https://[2001:db8::1]/telegram",
    ],
    "HEALTH_LISTEN": ["0.0.0.0:8090", "127.0.0.1:0", "localhost:65535"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in RIGHT.items() for value in values])
def test_what_is_right_is_taken_as_it_is(name: str, value: str) -> None:
    assert getattr(read_settings({f"QUIZBOT_{name}": value}), name.lower()) == value


WRONG = [
    *[
        ("QUIZBOT_API_BASE", value, "wanted: an address such as http://127.0.0.1:8081, without a path")
        for value in (
            "example.org",
            "ftp://example.org",
            "https://",
            "https://example.org/bot",
            "https://example.org#x",
            "https://example.org:99999",
            "https://example.org:port",
            "http://[::1",
            "8081",
        )
    ],
    *[
        (
            "QUIZBOT_API_BASE",
            value,
            "wanted: https, because the token would travel in the clear (http only to this machine)",
        )
        for value in ("http://example.org", "http://192.168.0.1:8081", "http://localhost.example.org")
    ],
    *[
        ("QUIZBOT_DATABASE_URL", value, "wanted: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE")
        for value in ("quizbot.db", "mysql://db/quizbot", "sqlite://quizbot.db")
    ],
    *[
        ("QUIZBOT_HEALTH_LISTEN", value, "wanted: HOST:PORT, such as 127.0.0.1:8090")
        for value in ("8090", ":8090", "localhost", "localhost:", "localhost:-1", "localhost:65536", "localhost:８０")
    ],
    *[
        (
            "QUIZBOT_WEBHOOK_URL",
            value,
            "wanted: an address with a path of its own, such as https://bot.example.org/telegram",
        )
        for value in (
            "bot.example.org/telegram",
            "ftp://bot.example.org/telegram",
            "https:///telegram",
            "https://bot.example.org",
            "https://bot.example.org/",
            "https://bot.example.org//",
            "https://bot.example.org/tele gram",
            "https://bot.example.org/{path}",
            "https://bot.example.org/telegram#x",
            "https://bot.example.org:0/telegram",
            "https://bot.example.org:port/telegram",
            "https://[::1/telegram",
        )
    ],
    *[
        (
            "QUIZBOT_WEBHOOK_URL",
            value,
            "wanted: https, because answers would travel in the clear (http only to this machine)",
        )
        for value in ("http://bot.example.org/telegram", "http://192.168.0.1:8443/telegram")
    ],
    *[
        (
            "QUIZBOT_LISTEN",
            value,
            "wanted: HOST:PORT with the port that a proxy is told, such as 127.0.0.1:8443",
        )
        for value in ("8443", "localhost", "localhost:65536", "127.0.0.1:0")
    ],
    *[
        (
            "QUIZBOT_EDUCATORS",
            value,
            f"wanted: numeric Telegram ids, with commas or spaces between; no such: {wrong}",
        )
        for value, wrong in (
            ("@mara", "@mara"),
            ("12, @mara 13;14,0", "@mara, 13;14, 0"),
            ("-12", "-12"),
            ("1_2", "1_2"),
            ("１２", "１２"),
            ("4503599627370496", "4503599627370496"),
        )
    ],
    ("QUIZBOT_LOG_LEVEL", "loud", "wanted: 'debug', 'info', 'warning' or 'error'"),
    ("QUIZBOT_LOG_FORMAT", "xml", "wanted: 'text' or 'json'"),
    ("QUIZBOT_DESPITE_ERRORS", "perhaps", "wanted: true or false"),
]


@pytest.mark.parametrize(("name", "value", "wanted"), WRONG)
def test_a_wrong_value_is_named_with_what_was_given_and_what_is_wanted(name: str, value: str, wanted: str) -> None:
    assert problems({name: value}) == [f"{name} = {value!r}: {wanted}"]


def test_a_long_value_is_shown_in_part() -> None:
    assert problems({"QUIZBOT_CONTACT": "x" * 501}) == [
        f"QUIZBOT_CONTACT = '{'x' * 80}…': wanted: at most 500 characters"
    ]


def test_everything_wrong_is_said_at_once() -> None:
    assert problems(
        {
            "QUIZBOT_TOKEN": "secret",
            "QUIZBOT_TOKEN_FILE": "/nowhere",
            "QUIZBOT_TOKN": "secret",
            "QUIZBOT_LOG_LEVEL": "loud",
            "QUIZBOT_HEALTH_LISTEN": "8090",
        }
    ) == [
        "QUIZBOT_TOKN is not a setting; did you mean QUIZBOT_TOKEN?",
        "QUIZBOT_TOKEN_FILE and QUIZBOT_TOKEN are both set: keep one of them",
        "QUIZBOT_TOKEN: wanted: digits, a colon and letters, as @BotFather gives it (value not shown)",
        "QUIZBOT_HEALTH_LISTEN = '8090': wanted: HOST:PORT, such as 127.0.0.1:8090",
        "QUIZBOT_LOG_LEVEL = 'loud': wanted: 'debug', 'info', 'warning' or 'error'",
    ]


# Names


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("QUIZBOT_TOKN", "did you mean QUIZBOT_TOKEN?"),
        ("QUIZBOT_token", "did you mean QUIZBOT_TOKEN?"),
        ("QUIZBOT_TOKENFILE", "did you mean QUIZBOT_TOKEN_FILE?"),
        ("QUIZBOT_DATABASE", "did you mean QUIZBOT_DATABASE_URL?"),
        ("QUIZBOT_CONTACT_FILE", "did you mean QUIZBOT_CONTACT?"),
    ],
)
def test_a_name_that_is_no_setting_is_a_problem_with_the_nearest_one(name: str, hint: str) -> None:
    assert problems({name: "secret"}) == [f"{name} is not a setting; {hint}"]


def test_where_no_name_is_near_all_are_listed() -> None:
    (problem,) = problems({"QUIZBOT_": "secret"})
    assert "QUIZBOT_TOKEN, " in problem
    assert all(f"QUIZBOT_{field.upper()}" in problem for field in Settings.model_fields)


def test_other_programs_variables_are_their_business() -> None:
    assert problems({"TOKEN": "x", "quizbot_token": "x", "MY_QUIZBOT_TOKEN": "x"}) == []


def test_a_variable_that_is_empty_is_not_set() -> None:
    assert read_settings({"QUIZBOT_LOG_LEVEL": "", "QUIZBOT_UNHEARD_OF": "", "QUIZBOT_TOKEN": ""}) == Settings()


# Secrets


@pytest.mark.parametrize(
    "token", ["secret", "4711", "4711:", "4711:short", "secret:AAbbccddee", f"{TOKEN} x", "４７１１:AAbbccddee"]
)
def test_a_token_that_is_none_is_not_shown(token: str) -> None:
    wanted = "wanted: digits, a colon and letters, as @BotFather gives it (value not shown)"
    assert problems({"QUIZBOT_TOKEN": token}) == [f"QUIZBOT_TOKEN: {wanted}"]


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("QUIZBOT_DATABASE_URL", "postgres://ada:secret@db/quizbot", "'postgres://…'"),
        ("QUIZBOT_DATABASE_URL", "postgres://db/quizbot?user=ada&password=secret", "'postgres://…'"),
        ("QUIZBOT_DATABASE_URL", "ada:secret@db/quizbot", "'…'"),
        ("QUIZBOT_API_BASE", "https://ada:secret@example.org/bot", "'https://…'"),
        ("QUIZBOT_API_BASE", "https://ada:secret@example.org", "'https://…'"),
        ("QUIZBOT_API_BASE", "https://example.org?key=secret", "'https://…'"),
    ],
)
def test_a_password_in_a_wrong_address_is_not_shown(name: str, value: str, shown: str) -> None:
    (problem,) = problems({name: value})
    assert problem.startswith(f"{name} = {shown}: wanted: ")
    assert "secret" not in problem


def test_the_token_is_not_shown_with_the_settings() -> None:
    assert TOKEN not in repr(read_settings({"QUIZBOT_TOKEN": TOKEN}))


def test_what_must_stand_in_no_log_is_known() -> None:
    settings = read_settings(
        {"QUIZBOT_TOKEN": TOKEN, "QUIZBOT_DATABASE_URL": "postgresql://ada:p%40ssword@db/quizbot?password=hidden-too"}
    )
    secret = settings.webhook_secret_token()
    assert settings.secrets() == {TOKEN, secret, "p%40ssword", "p@ssword", "hidden-too"}


def test_a_word_that_stands_everywhere_is_no_secret_to_hide() -> None:
    assert read_settings({"QUIZBOT_DATABASE_URL": "postgresql://quizbot:quizbot@db/quizbot"}).secrets() == set()


def test_without_a_token_it_is_said_how_to_get_one() -> None:
    with pytest.raises(WrongSettings, match="@BotFather") as raised:
        read_settings({}).bot_token()
    assert "quizbot try" in str(raised.value)


def test_a_token_can_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "token").write_text(f"\n{TOKEN}\n")
    assert read_settings({"QUIZBOT_TOKEN_FILE": str(tmp_path / "token")}).bot_token() == TOKEN


@pytest.mark.parametrize("content", [b"", b"secret", b"\xff\xfe"])
def test_a_file_without_a_token_is_named_and_not_shown(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "token").write_bytes(content)
    (problem,) = problems({"QUIZBOT_TOKEN_FILE": str(tmp_path / "token")})
    assert problem.startswith("QUIZBOT_TOKEN_FILE")
    assert "wanted: " in problem
    assert "secret (" not in problem.replace("with the secret", "")


def test_a_file_that_is_not_there_is_named() -> None:
    (problem,) = problems({"QUIZBOT_TOKEN_FILE": "/nowhere/token"})
    assert problem.startswith("QUIZBOT_TOKEN_FILE = '/nowhere/token': cannot be read (FileNotFoundError); wanted: ")


@pytest.mark.parametrize("secret", ["with space", "x" * 257, "é", "a:b"])
def test_a_secret_for_the_webhook_that_is_none_is_not_shown(secret: str) -> None:
    wanted = "wanted: 1 to 256 of A-Z, a-z, 0-9, _ and - (value not shown)"
    assert problems({"QUIZBOT_WEBHOOK_SECRET": secret}) == [f"QUIZBOT_WEBHOOK_SECRET: {wanted}"]


def test_the_secret_for_the_webhook_can_stand_in_a_file_and_is_not_shown_with_the_settings(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a_Secret-1\n")
    settings = read_settings({"QUIZBOT_WEBHOOK_SECRET_FILE": str(tmp_path / "secret")})
    assert settings.webhook_secret_token() == "a_Secret-1"
    assert "a_Secret-1" not in repr(settings)


def test_without_a_secret_for_the_webhook_every_replica_derives_the_same_one() -> None:
    one, same = (read_settings({"QUIZBOT_TOKEN": TOKEN}).webhook_secret_token() for _ in range(2))
    another = read_settings({"QUIZBOT_TOKEN": "4711:AAbb-cc_ddEEfg"}).webhook_secret_token()
    assert one == same != another
    assert problems({"QUIZBOT_WEBHOOK_SECRET": one}) == []  # so Telegram takes it
    assert len(bytes.fromhex(one)) * 8 == 256


def test_without_a_token_there_is_no_secret_to_derive() -> None:
    with pytest.raises(WrongSettings, match="@BotFather"):
        read_settings({}).webhook_secret_token()


def test_the_databases_address_can_stand_in_a_file_since_it_may_hold_a_password(tmp_path: Path) -> None:
    (tmp_path / "database").write_text("postgresql://quizbot:secret@db/quizbot\n")
    environment = {"QUIZBOT_DATABASE_URL_FILE": str(tmp_path / "database")}
    assert read_settings(environment).database_url == "postgresql://quizbot:secret@db/quizbot"
    assert problems(environment | {"QUIZBOT_DATABASE_URL": "sqlite:///quizbot.db"}) == [
        "QUIZBOT_DATABASE_URL_FILE and QUIZBOT_DATABASE_URL are both set: keep one of them"
    ]
    (tmp_path / "database").write_text(TOKEN)
    wanted = "wanted: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE (value not shown)"
    assert problems(environment) == [f"QUIZBOT_DATABASE_URL_FILE: {wanted}"]


# Flags over environment over .env


@pytest.fixture
def dotenv(tmp_path: Path) -> Path:
    path = tmp_path / ".env"
    path.write_text(
        f"QUIZBOT_LOG_LEVEL=error\nQUIZBOT_CONTACT='room 12'\nQUIZBOT_TOKEN={TOKEN}\nOTHER=1\nQUIZBOT_API_BASE\n"
    )
    return path


def test_a_dotenv_file_is_read(dotenv: Path) -> None:
    settings = read_settings({}, dotenv=dotenv)
    assert (settings.log_level, settings.contact, settings.bot_token()) == ("error", "room 12", TOKEN)


def test_there_need_be_no_dotenv_file(tmp_path: Path) -> None:
    assert read_settings({}, dotenv=tmp_path / ".env") == Settings()
    assert read_settings({}, dotenv=tmp_path) == Settings()


def test_the_environment_wins_over_it_and_a_flag_over_both(dotenv: Path) -> None:
    environment = {"QUIZBOT_LOG_LEVEL": "debug"}
    assert read_settings(environment, dotenv=dotenv).log_level == "debug"
    assert read_settings(environment, dotenv=dotenv, flags={"log_level": "info"}).log_level == "info"
    assert read_settings(environment, dotenv=dotenv, flags={"log_level": None}).log_level == "debug"


def test_an_empty_variable_takes_back_what_it_says(dotenv: Path) -> None:
    assert read_settings({"QUIZBOT_CONTACT": ""}, dotenv=dotenv).contact is None


def test_a_secret_in_the_environment_wins_in_whatever_form(tmp_path: Path, dotenv: Path) -> None:
    (tmp_path / "token").write_text("4712:AAbb-cc_ddEEff")
    environment = {"QUIZBOT_TOKEN_FILE": str(tmp_path / "token")}
    assert read_settings(environment, dotenv=dotenv).bot_token() == "4712:AAbb-cc_ddEEff"
    dotenv.write_text("QUIZBOT_TOKEN_FILE=/nowhere")
    assert read_settings({"QUIZBOT_TOKEN": TOKEN}, dotenv=dotenv).bot_token() == TOKEN


def test_a_wrong_flag_is_a_problem_too() -> None:
    assert problems({}, log_level="loud") == [
        "QUIZBOT_LOG_LEVEL = 'loud': wanted: 'debug', 'info', 'warning' or 'error'"
    ]


def test_a_dotenv_file_that_is_no_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"QUIZBOT_CONTACT=\xff\xfe")
    assert problems({}, tmp_path / ".env") == [
        f"{tmp_path / '.env'} cannot be read (UnicodeDecodeError); wanted: a text in UTF-8"
    ]


def test_a_wrong_name_in_it_is_a_problem_too(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("QUIZBOT_TOKN=secret")
    assert problems({}, tmp_path / ".env") == ["QUIZBOT_TOKN is not a setting; did you mean QUIZBOT_TOKEN?"]


# In the box only


@pytest.mark.parametrize(("name", "value"), [("QUIZBOT_CLOCK_FILE", "/run/clock"), ("QUIZBOT_DESPITE_ERRORS", "yes")])
@pytest.mark.parametrize(
    ("api_base", "well"),
    [
        ("", False),
        ("https://api.telegram.org", False),
        ("https://127.0.0.1.example.org", False),
        ("http://127.0.0.1:8081", True),
        ("http://localhost:8081", True),
        ("http://[::1]:8081", True),
        ("https://127.0.0.1:8081", True),
    ],
)
def test_what_belongs_in_the_box_goes_with_a_loopback_server_only(
    name: str, value: str, api_base: str, *, well: bool
) -> None:
    found = problems({name: value, "QUIZBOT_API_BASE": api_base})
    assert (found == []) is well
    assert all(name in problem for problem in found)


def test_everything_that_does_not_go_together_is_said_at_once() -> None:
    environment = {"QUIZBOT_CLOCK_FILE": "/run/clock", "QUIZBOT_DESPITE_ERRORS": "yes"}
    assert [each.split()[0] for each in problems(environment)] == ["QUIZBOT_DESPITE_ERRORS", "QUIZBOT_CLOCK_FILE"]


@pytest.mark.parametrize("own", ["http://127.0.0.1:9000/telegram", "https://localhost/telegram"])
def test_telegram_cannot_post_to_this_machines_own_address(own: str) -> None:
    assert problems({"QUIZBOT_WEBHOOK_URL": own}) == [
        "QUIZBOT_WEBHOOK_URL is this machine's own, where Telegram cannot reach it"
    ]
    assert problems({"QUIZBOT_WEBHOOK_URL": own, "QUIZBOT_API_BASE": "http://127.0.0.1:8081"}) == []


def test_telegram_posts_to_a_few_ports_only_and_a_server_of_ones_own_to_any() -> None:
    url = "https://bot.example.org:9000/telegram"
    assert problems({"QUIZBOT_WEBHOOK_URL": url}) == [
        "QUIZBOT_WEBHOOK_URL has port 9000, and Telegram posts only to 443, 80, 88, 8443"
    ]
    assert problems({"QUIZBOT_WEBHOOK_URL": url, "QUIZBOT_API_BASE": "https://telegram.example.org"}) == []


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("", False),
        ("10.0.0.1", False),
        ("example.org", False),
        ("localhost.example.org", False),
    ],
)
def test_what_is_this_machine(host: str, *, loopback: bool) -> None:
    assert is_loopback(host) is loopback


# The table


def test_every_setting_stands_in_the_readme() -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    assert [field for field in Settings.model_fields if f"`QUIZBOT_{field.upper()}`" not in readme] == []
