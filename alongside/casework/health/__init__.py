"""Whether this installation can do its work, in one word and with nothing about anybody."""
