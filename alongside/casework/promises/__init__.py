"""Promises on both sides: made, given another day, settled, opened again, and never written over."""
