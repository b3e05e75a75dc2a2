"""What can go wrong with keys and sealed text, each named by the fact."""


class VaultError(Exception):
    """Anything the vault refuses or cannot do."""


class CipherUnavailable(VaultError):
    """The OpenSSL underneath does not offer AES-256-GCM-SIV, or gives wrong results."""


class KeyFileMissing(VaultError):
    """The key file is not there, cannot be read, or is not a key file."""


class KeyFileUnsafe(VaultError):
    """Other users of the machine can read the key file."""


class KeyFileNotWritten(VaultError):
    """The key file could not be replaced; the one that was there still is."""


class RecipientRefused(VaultError):
    """This is no public key to encrypt to."""


class IdentityRefused(VaultError):
    """There is no private key here, or not the one that something was encrypted to."""


class SharesRefused(VaultError):
    """These words are no share, or not two of one set."""


class RegisterNotWritten(VaultError):
    """No register outside the key store could be written, so nothing may be destroyed."""


class RotationUnderWay(VaultError):
    """Another command is changing the keys at this moment."""


class KeyMissing(VaultError):
    """There is no usable data key for this person."""


class KeyShredded(KeyMissing):
    """This person's data key was destroyed on purpose and is never made again."""


class SealBroken(VaultError):
    """The envelope is damaged, from another version, or was sealed for another place or person."""
