from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "minzhifa.catalog"
    label = "catalog"
    verbose_name = "要素中心"
    default_auto_field = "django.db.models.BigAutoField"
