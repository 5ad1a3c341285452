"""Fetching over the net, against a server on this computer."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from dictionaries.fetch import Limits, fetch
from dictionaries.net import checked, is_loopback
from tests.dictionaries.loopback import Served, serving
from texts.errors import (
    BadInputError,
    CannotCreateError,
    LockedError,
    StorageError,
    TaiyakuError,
    UnavailableError,
    UsageError,
)

DATA = bytes(range(256)) * 1000


@pytest.fixture
def served() -> Iterator[Served]:
    with serving(Served(DATA)) as served:
        yield served


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "downloads" / "jmdict.xml.gz"


def names(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def test_a_file_arrives_whole_and_alone(served: Served, target: Path) -> None:
    seen: list[tuple[float, str]] = []
    fetch(served.url, target, lambda fraction, what: seen.append((fraction, what)))
    assert target.read_bytes() == DATA
    assert names(target) == [target.name]
    assert seen[-1] == (1.0, "fetching, 0.2 MB of 0.2 MB")
    assert [fraction for fraction, _ in seen] == sorted(fraction for fraction, _ in seen)
    assert served.asked[0]["accept-encoding"] == "identity"
    assert "range" not in served.asked[0]


def test_a_file_of_unannounced_length_arrives(served: Served, target: Path) -> None:
    served.length = None
    fetch(served.url, target)
    assert target.read_bytes() == DATA


def test_what_was_cut_off_is_gone_on_with(served: Served, target: Path) -> None:
    served.sent = 100_000
    with pytest.raises(UnavailableError, match=r"ended after 0\.1 MB of 0\.2 MB") as caught:
        fetch(served.url, target)
    assert "goes on where" in caught.value.hint
    assert not target.exists()
    assert target.with_name("jmdict.xml.gz.part").read_bytes() == DATA[:100_000]
    served.sent = None
    fetch(served.url, target)
    assert target.read_bytes() == DATA
    assert served.asked[1]["range"] == "bytes=100000-"
    assert served.asked[1]["if-range"] == '"first"'
    assert names(target) == [target.name]


def cut_off(served: Served, target: Path, sent: int = 100_000) -> None:
    served.sent = sent
    with pytest.raises(UnavailableError):
        fetch(served.url, target)
    served.sent = None
    served.asked.clear()


def test_a_new_edition_is_fetched_from_its_start(served: Served, target: Path) -> None:
    cut_off(served, target)
    served.data, served.etag, served.modified = DATA[::-1], '"second"', "Sat, 21 Nov 2026 05:00:00 GMT"
    fetch(served.url, target)
    assert target.read_bytes() == DATA[::-1]


def test_a_weak_tag_is_not_trusted_but_the_date_is(served: Served, target: Path) -> None:
    served.etag = 'W/"weak"'
    cut_off(served, target)
    fetch(served.url, target)
    assert served.asked[0]["if-range"] == served.modified
    assert target.read_bytes() == DATA


def test_without_a_mark_of_the_edition_all_is_fetched_again(served: Served, target: Path) -> None:
    served.etag = served.modified = ""
    cut_off(served, target)
    fetch(served.url, target)
    assert "range" not in served.asked[0]
    assert target.read_bytes() == DATA


def test_a_part_of_another_address_is_not_gone_on_with(served: Served, target: Path) -> None:
    cut_off(served, target)
    fetch(served.url + "?other", target)
    assert "range" not in served.asked[0]
    assert target.read_bytes() == DATA


@pytest.mark.parametrize("note", ["", "{", "[]", '{"url": 1}', '{"url": "x", "edition": "a\\r\\nb"}'])
def test_a_damaged_note_costs_only_time(served: Served, target: Path, note: str) -> None:
    cut_off(served, target)
    target.with_name("jmdict.xml.gz.part.json").write_text(note.replace('"x"', f'"{served.url}"'))
    fetch(served.url, target)
    assert "range" not in served.asked[0]
    assert target.read_bytes() == DATA


def test_a_server_that_knows_no_ranges_sends_all_again(served: Served, target: Path) -> None:
    cut_off(served, target)
    served.ranges = False
    fetch(served.url, target)
    assert target.read_bytes() == DATA


def test_a_wrong_range_is_not_put_together(served: Served, target: Path) -> None:
    cut_off(served, target)
    served.shifted = 5
    fetch(served.url, target)
    assert "range" not in served.asked[1]
    assert target.read_bytes() == DATA


def test_a_part_that_is_complete_or_longer_is_fetched_again(served: Served, target: Path) -> None:
    cut_off(served, target)
    target.with_name("jmdict.xml.gz.part").write_bytes(DATA + b"more")
    fetch(served.url, target)
    assert target.read_bytes() == DATA


def test_a_length_that_is_too_short_or_too_long_is_said(served: Served, target: Path) -> None:
    served.length = len(DATA) + 1000
    with pytest.raises(UnavailableError, match="the connection ended"):
        fetch(served.url, target)
    assert not target.exists()


@pytest.mark.parametrize("status", [404, 403, 500, 503, 204, 206])
def test_a_no_of_the_server_is_said(served: Served, target: Path, status: int) -> None:
    served.status = status
    with pytest.raises(UnavailableError, match=f"answered {status}") as caught:
        fetch(served.url, target)
    assert caught.value.exit_code == 69
    assert caught.value.where == served.url
    assert not target.exists()


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x", "http://example.org/x", "https://u:p@example.org/"]
)
def test_a_redirect_to_what_may_not_be_fetched_is_refused(served: Served, target: Path, location: str) -> None:
    served.status, served.location = 302, location
    with pytest.raises(UsageError, match=r"is no address to fetch|name or password") as caught:
        fetch(served.url, target)
    assert "etc" not in str(caught.value) or location in str(caught.value)
    assert not target.exists()
    assert len(served.asked) == 1


def test_a_redirect_on_this_computer_is_followed_with_the_range(served: Served, target: Path) -> None:
    with serving(Served(status=307)) as first:
        first.location = served.url
        served.sent = 100_000
        with pytest.raises(UnavailableError):
            fetch(first.url, target)
        served.sent = None
        fetch(first.url, target)
    assert served.asked[1]["range"] == "bytes=100000-"
    assert target.read_bytes() == DATA


def test_redirects_in_a_circle_end(served: Served, target: Path) -> None:
    served.status, served.location = 302, served.url
    with pytest.raises(UnavailableError, match="answered 302"):
        fetch(served.url, target)
    assert len(served.asked) < 15


@pytest.mark.parametrize("announced", [True, False])
def test_a_file_that_is_too_large_is_refused_and_not_kept(served: Served, target: Path, announced: bool) -> None:
    served.length = -1 if announced else None
    with pytest.raises(BadInputError, match=r"more than 0\.1 MB"):
        fetch(served.url, target, limits=Limits(size=100_000))
    assert not target.exists()
    assert target.with_name("jmdict.xml.gz.part").stat().st_size == 0


def test_silence_ends_after_a_while_and_what_came_is_kept(served: Served, target: Path) -> None:
    served.pause = 0.6
    with pytest.raises(UnavailableError, match="nothing came for 0 seconds"):
        fetch(served.url, target, limits=Limits(silence=0.2))
    assert not target.exists()


def test_a_trickle_ends_after_a_while_and_what_came_is_kept(served: Served, target: Path) -> None:
    ticks = iter(range(0, 1_000_000, 30))
    with pytest.raises(UnavailableError, match="took longer than 60 seconds"):
        fetch(served.url, target, limits=Limits(seconds=60), clock=lambda: float(next(ticks)))
    assert 0 < target.with_name("jmdict.xml.gz.part").stat().st_size < len(DATA)
    fetch(served.url, target)
    assert target.read_bytes() == DATA


def test_ctrl_c_leaves_the_part_for_the_next_time(served: Served, target: Path) -> None:
    served.block = 50_000

    def press(fraction: float, _what: str) -> None:
        if fraction > 0.4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch(served.url, target, press)
    kept = target.with_name("jmdict.xml.gz.part").stat().st_size
    assert kept > 0.4 * len(DATA)
    fetch(served.url, target)
    assert served.asked[1]["range"] == f"bytes={kept}-"
    assert target.read_bytes() == DATA


def test_a_server_that_is_not_there_is_said(target: Path) -> None:
    with serving(Served()) as gone:
        pass
    with pytest.raises(UnavailableError, match="cannot be reached") as caught:
        fetch(gone.url, target)
    assert "--from" in caught.value.hint


class Failing:
    """An answer whose connection breaks."""

    status = 200

    def __init__(self, error: BaseException) -> None:
        from email.message import Message

        self.headers = Message()
        self.error = error

    def read(self, _amount: int, /) -> bytes:
        raise self.error

    def close(self) -> None:
        """Nothing is open."""


@pytest.mark.parametrize("error", [ConnectionResetError(errno.ECONNRESET, "reset"), OSError(errno.ENETDOWN, "down"), TimeoutError()])
def test_a_broken_connection_is_not_taken_for_a_full_disk(target: Path, error: OSError) -> None:
    with pytest.raises(UnavailableError):
        fetch("https://example.org/x", target, opener=lambda _request, _silence: Failing(error))


def test_a_full_disk_is_said_and_a_folder_that_cannot_be_made(served: Served, target: Path, tmp_path: Path) -> None:
    def full(_fraction: float, _what: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(StorageError, match="no space left") as caught:
        fetch(served.url, target, full)
    assert caught.value.exit_code == 74
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotCreateError):
        fetch(served.url, tmp_path / "file" / "x.gz")


def test_two_programs_do_not_write_one_part(served: Served, target: Path) -> None:
    caught: list[TaiyakuError] = []

    def second(_fraction: float, _what: str) -> None:
        if not caught:
            with pytest.raises(LockedError) as error:
                fetch(served.url, target)
            caught.append(error.value)

    fetch(served.url, target, second)
    assert caught[0].exit_code == 75
    assert target.read_bytes() == DATA


@pytest.mark.parametrize(
    "url",
    [
        "http://www.edrdg.org/x", "file:///etc/passwd", "ftp://www.edrdg.org/x", "https://", "https:///x", "//x", "", "x.gz", "http://127.0.0.1.example.org/x",
        "https://user:word@example.org/", "https://example.org:port/", "https://exa mple.org/", "https://example.org/\r\nHost: x", "http://[::1/x",
    ],
)  # fmt: skip
def test_addresses_that_may_not_be_fetched(url: str, target: Path) -> None:
    with pytest.raises(UsageError) as caught:
        fetch(url, target, opener=lambda _request, _silence: pytest.fail("it was asked for"))
    assert "word" not in str(caught.value).replace("password", "")
    assert not target.parent.exists()


def test_addresses_that_may() -> None:
    for url in ("https://www.edrdg.org/x", "http://localhost:80/x", "http://127.9.9.9/x", "http://[::1]:8/x"):
        assert checked(url).geturl() == url
    with pytest.raises(UsageError):
        checked("http://127.0.0.1/x", before="https://example.org/")
    assert not is_loopback("10.0.0.1")


def test_no_proxy_stands_between_us_and_this_computer(served: Served, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9/")
    fetch(served.url, target)
    assert target.read_bytes() == DATA
