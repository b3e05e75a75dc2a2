"""Django takes only a package with a file of its own for one that holds migrations."""
