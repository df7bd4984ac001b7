from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "minzhifa.rules"
    label = "rules"
    verbose_name = "规则"
    default_auto_field = "django.db.models.BigAutoField"
