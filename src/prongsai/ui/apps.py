from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "prongsai.ui"
    verbose_name = "ui"
