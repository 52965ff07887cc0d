"""The web server of `prongsai serve`: gunicorn inside this process, so that one command is enough."""

from __future__ import annotations

import socket
from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication

from prongsai.cli.errors import CommandError
from prongsai.cli.working import start_worker


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for key, value in self.options.items():
            self.cfg.set(key, value)

    def load(self) -> Any:
        return get_wsgi_application()


def serve(*, host: str, port: int, workers: int) -> None:
    """Serve until stopped; raises CommandError when the port is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"ใช้พอร์ต {port} ไม่ได้ อาจมีโปรแกรมอื่นใช้อยู่: เลือกพอร์ตอื่นด้วย --port",
                f"Port {port} cannot be used, perhaps another program has it: choose another with --port ({error.strerror}).",
            ) from error
    worker = start_worker()
    try:
        _Server(_options(f"{host}:{port}", workers)).run()
    finally:
        worker.terminate()


def _options(bind: str, workers: int) -> dict[str, Any]:
    """Small limits: behind the proxy of a town there is no request of megabytes in a line, and no need to wait for one."""
    return {
        "bind": bind,
        "workers": workers,
        "worker_class": "sync",
        "timeout": 60,
        "max_requests": 5_000,
        "max_requests_jitter": 500,
        "limit_request_line": 4_094,
        "control_socket_disable": True,
        "accesslog": None,
        "loglevel": "warning",
    }
