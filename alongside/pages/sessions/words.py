"""Sentences of the session pages."""

from collections.abc import Sequence

from alongside.access.readers import NoteReaders


def who_can_read(readers: NoteReaders, *, viewer_name: str) -> str:
    """Return who can read a note of this person, with a sentence for each way in."""
    sentences = []
    workers = ["You" if name == viewer_name else name for name in readers.workers]
    if workers:
        sentences.append(f"{in_a_row(sorted(workers, key=lambda name: name != 'You'))} can read this note.")
    covers = ["you" if name == viewer_name else name for name in readers.covers]
    if covers:
        is_covering = "are covering" if len(covers) > 1 or covers == ["you"] else "is covering"
        sentences.append(f"{_capital(in_a_row(covers))} {is_covering} and can read the last three notes.")
    else:
        sentences.append("Somebody who covers can read the last three notes.")
    if readers.supervisors:
        sentences.append(f"{in_a_row(readers.supervisors)} supervises and can read it after saying why.")
    return " ".join(sentences)


def in_a_row(names: Sequence[str]) -> str:
    """Return names in a row, the last after *and*."""
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
