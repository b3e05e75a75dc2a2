"""Pages of the map: the picture drawn on the server, the same in sentences, and the forms that change it."""
