from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "prongsai.accounts"
    verbose_name = "accounts"
