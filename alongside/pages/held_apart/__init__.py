"""What is held apart while something about it is settled: asked, decided, opened and lifted."""
