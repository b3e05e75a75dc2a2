"""Any two of three holders bring the key file back, one alone does not, and their words are nowhere but on their paper."""

import itertools
import logging
import re
from pathlib import Path

import pytest
from shamir_mnemonic.wordlist import WORDLIST

from alongside.commands import keys as keys_command
from alongside.commands import words as on_screen
from alongside.vault import (
    SEALED_FILE,
    SharesRefused,
    check_share,
    create_key_file,
    keep_recovery_key,
    key_file,
    prove_shares,
    recover_key_file,
    rotate_keys,
    sealed_key_file,
    split_recovery_key,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_key_file(settings, tmp_path, monkeypatch) -> Path:
    settings.ALONGSIDE_KEY_FILE = tmp_path / "alongside.keys"
    settings.ALONGSIDE_CHECKPOINT_DIRS = [tmp_path / "first", tmp_path / "second"]
    monkeypatch.setattr(key_file, "_loaded", {})
    create_key_file(settings.ALONGSIDE_KEY_FILE)
    return settings.ALONGSIDE_KEY_FILE


@pytest.fixture
def shares() -> list[str]:
    key, words = split_recovery_key()
    keep_recovery_key(key)
    return words


def sealed() -> bytes:
    found = sealed_key_file()
    assert found
    return found


def test_every_pair_brings_the_key_file_back_to_the_byte(shares, own_key_file):
    before, outside = own_key_file.read_bytes(), sealed()
    for pair in itertools.permutations(shares, 2):
        own_key_file.unlink()
        recover_key_file(pair, outside)
        assert own_key_file.read_bytes() == before
        assert own_key_file.stat().st_mode & 0o777 == 0o600


def test_each_share_is_twenty_words(shares):
    assert [len(words.split()) for words in shares] == [20, 20, 20]


def test_one_share_opens_nothing_however_often_it_is_given(shares):
    for words in shares:
        for given in ([words], [words, words]):
            with pytest.raises(SharesRefused, match="One alone opens nothing"):
                prove_shares(given, sealed())


def test_shares_of_two_sets_open_nothing(shares):
    _, others = split_recovery_key()
    for pair in itertools.product(shares, others):
        with pytest.raises(SharesRefused, match="different sets"):
            prove_shares(pair, sealed())


def test_the_words_of_before_open_nothing_that_is_made_later(shares):
    key, others = split_recovery_key()
    keep_recovery_key(key)
    with pytest.raises(SharesRefused, match="do not open"):
        prove_shares(shares[:2], sealed())
    prove_shares(others[1:], sealed())


def refuse_every_wrong_word(words: str, step: int) -> int:
    tried, right = 0, words.split()
    for place in range(len(right)):
        for wrong in (*WORDLIST[place::step], "offender", ""):
            if wrong != right[place]:
                with pytest.raises(SharesRefused):
                    check_share(" ".join([*right[:place], wrong, *right[place + 1 :]]))
                tried += 1
    return tried


def test_every_wrong_missing_or_exchanged_word_is_refused(shares):
    assert refuse_every_wrong_word(shares[0], step=50) > 400
    right = shares[0].split()
    for first, second in itertools.combinations(range(20), 2):
        changed = list(right)
        changed[first], changed[second] = right[second], right[first]
        if changed != right:
            with pytest.raises(SharesRefused):
                check_share(" ".join(changed))


@pytest.mark.nightly
def test_every_wrong_word_in_every_place_is_refused(shares):
    assert sum(refuse_every_wrong_word(words, step=1) for words in shares) > 60_000


def test_a_wrong_word_is_noticed_only_because_it_is_looked_for(shares, monkeypatch):
    monkeypatch.setattr("shamir_mnemonic.share.rs1024.verify_checksum", lambda data, customization: True)
    with pytest.raises(pytest.fail.Exception):
        refuse_every_wrong_word(shares[0], step=50)


def test_capitals_and_lines_do_not_matter(shares):
    check_share(shares[0].upper().replace(" ", "\n  "))


def test_words_stay_good_when_the_other_keys_change(shares, own_key_file):
    rotate_keys(lambda done, total: None)
    before = own_key_file.read_bytes()
    for folder in ("first", "second"):
        own_key_file.unlink()
        recover_key_file(shares[:2], (own_key_file.parent / folder / SEALED_FILE).read_bytes())
        assert own_key_file.read_bytes() == before


def test_the_new_key_is_outside_before_anything_is_wrapped_by_it(shares, own_key_file, monkeypatch):
    def power_cut(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("alongside.vault.rotation.lock_kek_in_use", power_cut)
    with pytest.raises(KeyboardInterrupt):
        rotate_keys(lambda done, total: None)
    before = own_key_file.read_bytes()
    own_key_file.unlink()
    recover_key_file(shares[1:], (own_key_file.parent / "second" / SEALED_FILE).read_bytes())
    assert own_key_file.read_bytes() == before


def test_the_sealed_file_says_nothing_and_is_changed_in_no_bit(shares, own_key_file):
    outside = sealed()
    secrets = [value for value in re.findall(rb'": "([^"]+)"', own_key_file.read_bytes()) if len(value) > 20]
    assert len(secrets) >= 5
    assert [secret for secret in secrets if secret in outside and not secret.startswith(b"alongside")] == []
    for place in range(0, len(outside) - 2, 11):
        turned = bytearray(outside)
        turned[place] ^= 1 << place % 7
        if turned.split() != outside.split() and turned.lower() != outside.lower():
            with pytest.raises(SharesRefused):
                prove_shares(shares[:2], bytes(turned))


def test_a_key_file_that_is_there_is_left_as_it_is(shares, own_key_file):
    before, outside = own_key_file.read_bytes(), sealed()
    with pytest.raises(FileExistsError):
        recover_key_file(shares[:2], outside)
    assert own_key_file.read_bytes() == before


@pytest.fixture
def terminal(monkeypatch) -> list[str]:
    """A terminal at which every holder types what stands on the screen. It keeps what was shown, as no file may."""
    shown: list[str] = []
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr(keys_command, "refuse_a_file", lambda: None)
    monkeypatch.setattr(on_screen.click, "pause", lambda text="": None)
    real = on_screen.click.echo

    def echo(text="", **more):
        shown.append(str(text))
        real(text, **more)

    monkeypatch.setattr(on_screen.click, "echo", echo)
    monkeypatch.setattr(on_screen.click, "prompt", lambda question, **more: words_in(shown[-1]))
    monkeypatch.setattr(on_screen, "ask_for_share", lambda question: shares_shown(shown)[-1])
    return shown


def words_in(text: str) -> str:
    return " ".join(re.findall(r"\d+\. ([a-z]+)", text))


def shares_shown(shown: list[str]) -> list[str]:
    return [words_in(text) for text in shown if len(re.findall(r"\d+\. ([a-z]+)", text)) == 20]


def test_nothing_of_the_words_is_written_or_logged(call, terminal, own_key_file, caplog):
    caplog.set_level(logging.DEBUG)
    done = call("keys", "split")
    assert done.exit_code == 0, done.output
    shown = shares_shown(terminal)
    assert len(shown) == len(set(shown)) == 3
    prove_shares(shown[:2], sealed())
    written = [path for path in own_key_file.parent.rglob("*") if path.is_file()]
    assert len(written) >= 3
    for text in [*(path.read_bytes().decode() for path in written), caplog.text]:
        for words in shown:
            assert words not in text
            assert " ".join(words.split()[:3]) not in text


def test_an_interrupted_split_leaves_the_words_of_before(call, shares, terminal, monkeypatch):
    monkeypatch.setattr(on_screen, "TRIES", 1)
    monkeypatch.setattr(on_screen, "ask_for_share", lambda question: shares[0])
    refused = call("keys", "split")
    assert refused.exit_code == 1
    assert "Nothing was changed" in refused.output
    prove_shares(shares[:2], sealed())


def test_it_is_shown_on_a_terminal_only(call, own_key_file):
    before = own_key_file.read_bytes()
    refused = call("keys", "split")
    assert refused.exit_code == 1
    assert "at a terminal" in refused.output
    assert own_key_file.read_bytes() == before


def test_the_drill_proves_shares_and_the_loss_is_mended_from_a_copy_of_the_keys(call, shares, own_key_file, tmp_path):
    assert call("backup", "--keys", str(tmp_path / "keys")).exit_code == 0
    before = own_key_file.read_bytes()
    own_key_file.unlink()
    typed = f"{shares[0]}\n{shares[2]}\n"
    drill = call("keys", "check-shares", str(tmp_path / "keys"), typed=typed)
    assert "These two shares open the key file" in drill.output
    assert not own_key_file.exists()
    assert call("keys", "recover", str(tmp_path / "keys"), typed=typed).exit_code == 0
    assert own_key_file.read_bytes() == before
    again = call("keys", "recover", str(tmp_path / "keys"), typed=typed)
    assert "There is a key file already" in again.output
    assert call("restore", "--keys", "--force", str(tmp_path / "keys")).exit_code == 0


def test_the_same_holder_twice_is_told(call, shares, tmp_path):
    call("backup", "--keys", str(tmp_path / "keys"))
    refused = call("keys", "check-shares", str(tmp_path / "keys"), typed=f"{shares[0]}\n{shares[0]}\n")
    assert refused.exit_code == 1
    assert "One alone opens nothing" in refused.output


def test_a_wrong_word_is_asked_again(call, shares, tmp_path):
    call("backup", "--keys", str(tmp_path / "keys"))
    typed = f"{shares[0]} academic\n{shares[0]}\n{shares[1]}\n"
    told = call("keys", "check-shares", str(tmp_path / "keys"), typed=typed)
    assert told.exit_code == 0
    assert "This is not a share" in told.output


def test_a_folder_without_one_says_where_it_would_be(call, tmp_path):
    told = call("keys", "recover", str(tmp_path))
    assert told.exit_code == 1
    assert "keys split" in told.output
