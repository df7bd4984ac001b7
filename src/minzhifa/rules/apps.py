from __future__ import annotations

from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "minzhifa.rules"
    label = "rules"
    verbose_name = "规则"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let `current()` see what administrators imported."""
        from minzhifa.rules.queries import imported_years  # noqa: PLC0415 -- models are loaded only now
        from minzhifa.rules.serving import use_imported_years  # noqa: PLC0415 -- models are loaded only now

        use_imported_years(imported_years)
