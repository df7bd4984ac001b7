from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "minzhifa.catalog"
    label = "catalog"
    verbose_name = "要素中心"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from minzhifa.catalog.policy import register_policies  # noqa: PLC0415 - models are loaded only now

        register_policies()
