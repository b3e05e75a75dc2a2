"""The code on a printed card: twelve letters and numbers that no eye takes for one another."""

LENGTH, GROUP = 12, 4
# No 0 O Q D, 1 I L, 5 S, 8 B, 2 Z, 6 G, U V together, and no vowels that would make words. 21 signs, 52 bits in twelve.
ALPHABET = "23456789CFHJKMNPRTWXY"
# What somebody may read instead. None of the signs on the left is in the alphabet, so nothing is lost.
READ_AS = str.maketrans("ZSGB", "2568")


def group_code(code: str) -> str:
    """Return the code as it is printed: ABCD-EFGH-JKMN."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read_code(typed: str) -> str:
    """Return the code that somebody typed, in any case and with any gaps, or nothing when it cannot be one."""
    code = normalise_code(typed)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def normalise_code(typed: str) -> str:
    """Return the signs that somebody typed in capitals, without gaps, each misread one as the sign it must have been."""
    return "".join(sign for sign in typed.upper() if sign.isalnum()).translate(READ_AS)
