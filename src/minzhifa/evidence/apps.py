from importlib import import_module

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "minzhifa.evidence"
    label = "evidence"
    verbose_name = "证据"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("minzhifa.evidence.policy")
