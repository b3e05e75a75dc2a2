"""What the person's side says, as data in both languages, so that a fluent reader can review it without reading code."""

from alongside.domain.my_side.words import Catalogue, CatalogueBroken, list_catalogues, list_names, page_words

__all__ = ["Catalogue", "CatalogueBroken", "list_catalogues", "list_names", "page_words"]
