"""The inbox of whoever receives what people say is wrong."""
