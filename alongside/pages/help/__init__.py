"""Help on a page, in plain words: what it is for, what one can do, who sees what one writes, what to do if it is odd."""
