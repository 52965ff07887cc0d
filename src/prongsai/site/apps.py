from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "prongsai.site"
    verbose_name = "site"
