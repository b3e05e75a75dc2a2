"""The only way a file comes in: by the import page, from somebody signed in, and no larger than the limit."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.urls import reverse

from alongside.domain.imports.files import LARGEST_FILE


class BoundedUploadHandler(FileUploadHandler):
    """Holds a file in memory until it grows past the limit. The rest is then read and dropped piece by piece.

    The request gets upload_is_too_large, so that the page can say so beside the field.
    """

    request: Any

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to hold a file, or skip it where no file is expected."""
        super().new_file(*args, **kwargs)
        if getattr(self.request, "actor", None) is None or self.request.path != reverse("add_import"):
            raise SkipFile
        self.held = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Hold a piece, or let the rest of the file go by.

        StopUpload would do the same in fewer words, but then Django reads what is left as one line, into memory.
        """
        if start + len(raw_data) > LARGEST_FILE:
            self.held.close()
            self.request.upload_is_too_large = True
            raise SkipFile
        self.held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Return the held file."""
        self.held.seek(0)
        name, content_type = str(self.file_name), str(self.content_type)
        return InMemoryUploadedFile(self.held, str(self.field_name), name, content_type, file_size, self.charset)
