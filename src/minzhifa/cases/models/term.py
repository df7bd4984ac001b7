"""The clocks of a case as rows, for due lists and the 期限 tab. Rewritten from the state, never edited."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class CaseTerm(models.Model):
    """One term of one case: start, due day, stop. The sentence that explains the date stands in the case's state."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="terms", db_index=False)
    remit_id = models.IntegerField()
    term_id = models.CharField("期限", max_length=60)
    title = models.CharField("名称", max_length=120, blank=True)
    start = models.CharField("起算", max_length=20, blank=True)
    due = models.DateField("到期", null=True, blank=True)
    stopped = models.CharField("终止", max_length=20, blank=True)
    mark = models.CharField("可信标记", max_length=2, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "案件期限"
        constraints = [models.UniqueConstraint(fields=["case", "term_id"], name="one_row_per_case_and_term")]
        indexes = [
            models.Index(fields=["remit_id", "due"], name="case_term_due", condition=Q(stopped="", due__isnull=False))
        ]
