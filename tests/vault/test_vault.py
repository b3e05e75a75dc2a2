"""Sealed text opens only in its place, keys stay with their person, and what was erased stays erased."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.vault import (
    KeyFileMissing,
    KeyFileUnsafe,
    KeyMissing,
    KeyShredded,
    SealBroken,
    blind_index,
    create_key,
    create_key_file,
    destroy_key,
    is_envelope,
    length_prefixed,
    open_keys,
)
from alongside.vault.envelopes import Place, load_data_key, seal, unseal
from alongside.vault.key_file import _load
from alongside.vault.models import WrappedKey

PERSON, OTHER, ROW, OTHER_ROW = (UUID(int=number) for number in range(1, 5))
KEY = load_data_key(bytes(range(32)))
HOME = Place(PERSON, "note", ROW, "sealed_body")
ELSEWHERE = [
    Place(OTHER, "note", ROW, "sealed_body"),
    Place(PERSON, "draft", ROW, "sealed_body"),
    Place(PERSON, "note", OTHER_ROW, "sealed_body"),
    Place(PERSON, "note", ROW, "sealed_other"),
]


@given(st.binary(max_size=200))
def test_what_is_sealed_opens_in_its_place(plain):
    for ending in (b"", b"\0", b"\x80", b"\x80\0\0"):
        assert unseal(seal(plain + ending, KEY, HOME), KEY, HOME) == plain + ending


@pytest.mark.parametrize("place", ELSEWHERE, ids=["another person", "another table", "another row", "another field"])
def test_an_envelope_that_was_moved_does_not_open(place):
    with pytest.raises(SealBroken):
        unseal(seal(b"said in confidence", KEY, HOME), KEY, place)


def test_every_single_bit_of_an_envelope_counts():
    envelope = seal(b"said in confidence", KEY, HOME)
    for position in range(len(envelope) * 8):
        changed = bytearray(envelope)
        changed[position // 8] ^= 1 << position % 8
        with pytest.raises(SealBroken):
            unseal(bytes(changed), KEY, HOME)


def test_the_same_words_twice_look_different():
    assert seal(b"the same", KEY, HOME) != seal(b"the same", KEY, HOME)


@pytest.mark.parametrize(
    ("one", "other"), [("yes", "no"), ("", "Welsh"), ("prison_number", "crn"), ("Ana Li", "Anastasia Lloyd-Montgomery")]
)
def test_the_length_of_an_envelope_does_not_say_which_of_two_was_chosen(one, other):
    assert len(seal(one.encode(), KEY, HOME)) == len(seal(other.encode(), KEY, HOME))


@given(st.binary(max_size=400))
def test_the_length_of_an_envelope_says_no_more_than_how_many_times_128_bytes(plain):
    assert len(seal(plain, KEY, HOME)) == 38 + 128 * (len(plain) // 128 + 1)


def test_an_envelope_does_not_open_with_another_key():
    with pytest.raises(SealBroken):
        unseal(seal(b"x", KEY, HOME), load_data_key(bytes(32)), HOME)


@given(st.lists(st.binary(max_size=5), max_size=4), st.lists(st.binary(max_size=5), max_size=4))
def test_two_different_lists_are_never_bound_to_the_same_bytes(first, second):
    assert (length_prefixed(first) == length_prefixed(second)) == (first == second)


def test_plain_text_is_no_envelope():
    assert not is_envelope(b"Tomos Bevan, 12 Church Road, Cardiff, who is forty bytes long")


@pytest.mark.django_db
def test_each_person_has_a_key_of_their_own():
    create_key(PERSON)
    create_key(OTHER)
    keys = open_keys([PERSON, OTHER])
    envelope = keys.seal_text("words", subject=PERSON, table="note", row=ROW, field="sealed_body")
    with pytest.raises(SealBroken):
        keys.open_text(envelope, subject=OTHER, table="note", row=ROW, field="sealed_body")


@pytest.mark.django_db
def test_making_a_key_again_keeps_the_one_that_is_there():
    create_key(PERSON)
    envelope = open_keys([PERSON]).seal_text("words", subject=PERSON, table="note", row=ROW, field="f")
    create_key(PERSON)
    assert open_keys([PERSON]).open_text(envelope, subject=PERSON, table="note", row=ROW, field="f") == "words"


@pytest.mark.django_db
def test_a_wrapped_key_given_to_somebody_else_does_not_open():
    create_key(PERSON)
    wrapped = WrappedKey.objects.using("keys").get(subject_id=PERSON)
    WrappedKey.objects.using("keys").create(subject_id=OTHER, kek_id=wrapped.kek_id, wrapped=wrapped.wrapped)
    with pytest.raises(SealBroken):
        open_keys([OTHER]).seal_text("x", subject=OTHER, table="note", row=ROW, field="f")


@pytest.mark.django_db
def test_a_key_that_is_not_there_is_said_and_never_made_up():
    with pytest.raises(KeyMissing):
        open_keys([uuid4()]).seal_text("x", subject=PERSON, table="note", row=ROW, field="f")


@pytest.mark.django_db
def test_a_destroyed_key_is_gone_and_never_made_again():
    create_key(PERSON)
    envelope = open_keys([PERSON]).seal_text("words", subject=PERSON, table="note", row=ROW, field="f")
    destroy_key(PERSON)
    with pytest.raises(KeyMissing):
        open_keys([PERSON]).open_text(envelope, subject=PERSON, table="note", row=ROW, field="f")
    with pytest.raises(KeyShredded):
        create_key(PERSON)


def test_the_key_file_is_for_its_owner_only_and_never_written_over(tmp_path):
    path = tmp_path / "alongside.keys"
    create_key_file(path)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        create_key_file(path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_file_that_others_can_reach_is_refused(tmp_path, mode):
    path = tmp_path / "alongside.keys"
    create_key_file(path)
    path.chmod(mode)
    with pytest.raises(KeyFileUnsafe, match="chmod 600"):
        _load(path, False)


@pytest.mark.parametrize("content", ["", "[]", '{"format": "alongside key file 1"}', '{"format": "another"}'])
def test_a_damaged_key_file_is_said_in_a_sentence(tmp_path, content):
    path = tmp_path / "alongside.keys"
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(KeyFileMissing, match="key file"):
        _load(path, False)


def test_secrets_are_not_in_a_printed_key_file(tmp_path):
    path = tmp_path / "alongside.keys"
    create_key_file(path)
    loaded = _load(path, False)
    assert repr(loaded.key_encryption_key) not in repr(loaded)


def test_equal_values_have_equal_blind_values_and_other_kinds_do_not():
    assert blind_index("identifier", "CRN:X1") == blind_index("identifier", "CRN:X1")
    assert blind_index("identifier", "CRN:X1") != blind_index("name", "CRN:X1")
    assert blind_index("identifier", "CRN:X1") != blind_index("identifier", "CRN:X2")
