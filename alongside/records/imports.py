"""Files brought in: sealed, staged, checked, published, undone."""

from django.db import models

from alongside.records.columns import key, one_of, sealed, sealed_columns

STATES = [
    "uploaded", "checking", "checked", "publishing", "applying", "published", "undoing", "undone", "cancelled", "refused", "failed",
]  # fmt: skip
FINDINGS = ["", "new", "changed", "unchanged", "problem", "held"]


class ImportBatch(models.Model):
    """One uploaded file and how far it has come. Rows made from it are invisible until published_at is set."""

    id = key()
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=12, default="uploaded")
    file_format = models.CharField(max_length=4)
    uploaded_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    refusal = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    shredded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [one_of("import_batch", "state", STATES)]


class ImportFile(models.Model):
    """A piece of the uploaded file, sealed under the batch's own key."""

    id = key()
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="pieces")
    position = models.PositiveIntegerField()
    sealed_piece = sealed()

    class Meta:
        constraints = [
            *sealed_columns("import_file", "sealed_piece"),
            models.UniqueConstraint(fields=["batch", "position"], name="piece_once"),
        ]


class ImportRow(models.Model):
    """One row of the file: what it says, what was found, and what it replaced, each sealed."""

    id = key()
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    kind = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    finding = models.CharField(max_length=10, default="", blank=True)
    sealed_cells = sealed()
    sealed_problems = sealed()
    sealed_before = sealed()
    blind = models.BinaryField(max_length=32, null=True)
    target_id = models.UUIDField(null=True)
    done = models.BooleanField(default=False)

    class Meta:
        constraints = [
            *sealed_columns("import_row", "sealed_cells", "sealed_problems", "sealed_before"),
            one_of("import_row", "finding", FINDINGS),
            models.UniqueConstraint(fields=["batch", "kind", "number"], name="row_once"),
        ]
        indexes = [models.Index(fields=["batch", "finding", "done"])]
