"""The short reference on a sheet. It says nothing about anybody: without the key file it leads nowhere."""

from alongside.domain.my_side import ALPHABET, normalise_code

# Eight signs are 35 bits: two of the sheets that one person types are never alike, and a wrong sign finds none.
LENGTH, GROUP = 8, 4


def make_reference(digest: bytes) -> str:
    """Return the reference that these bytes make, as it is printed: ABCD-EFGH."""
    number, signs = int.from_bytes(digest, "big"), ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        signs += ALPHABET[place]
    return f"{signs[:GROUP]}-{signs[GROUP:]}"


def read_reference(typed: str) -> str:
    """Return the reference that somebody typed, in any case and with any gaps, or nothing when it cannot be one."""
    signs = normalise_code(typed)
    return f"{signs[:GROUP]}-{signs[GROUP:]}" if len(signs) == LENGTH and set(signs) <= set(ALPHABET) else ""
