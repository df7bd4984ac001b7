"""Document templates 文书模板: which text of a kind of document is in force when. The template itself is a file."""

from __future__ import annotations

from django.db import models

from minzhifa.catalog.models.ranges import one_at_a_time
from minzhifa.catalog.models.versioned import Versioned, version_constraints


class DocumentTemplate(models.Model):
    """One kind of document."""

    kind = models.CharField("文书种类", max_length=60, unique=True)

    class Meta:
        verbose_name = "文书模板"
        verbose_name_plural = "文书模板"

    def __str__(self) -> str:
        return self.kind


class DocumentTemplateVersion(Versioned):
    """A template file by its SHA-256; a document keeps the version it was made with."""

    template = models.ForeignKey(DocumentTemplate, models.PROTECT, related_name="versions", verbose_name="文书模板")
    title = models.CharField("文书名称", max_length=120)
    label = models.CharField("版本标识", max_length=40)
    sha256 = models.CharField("模板校验值", max_length=64)

    class Meta:
        verbose_name = "文书模板版本"
        verbose_name_plural = "文书模板版本"
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="catalog_template_version_number"),
            models.CheckConstraint(condition=models.Q(sha256__regex="^[0-9a-f]{64}$"), name="catalog_template_sha256"),
            one_at_a_time("catalog_template_version_overlap", "template_id"),
            *version_constraints("catalog_template_version"),
        ]

    def __str__(self) -> str:
        return f"{self.template_id} {self.label}"
