"""A PostgreSQL server of our own for as long as the tests last: in a temporary folder, on a socket, no port."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True)
class Server:
    """`url` is None when there is no PostgreSQL here; `reason` then says what to install."""

    url: str | None
    reason: str = ""


@contextmanager
def temporary_server() -> Iterator[Server]:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        yield Server(None, "install Debian's postgresql (apt-get install postgresql)")
        return
    folder = Path(tempfile.mkdtemp(prefix="prongsai-pg-"))
    user = "postgres" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
    if user:
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
    program = programs[-1].parent
    data = folder / "data"

    def run(*command: object) -> None:
        subprocess.run(
            [str(word) for word in command],
            check=True,
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            env={"PATH": "/usr/bin:/bin"},
        )

    try:
        run(
            program / "initdb",
            "-D",
            data,
            "--auth=trust",
            "--username=prongsai",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        )
        settings = (
            f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"
        )
        run(program / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", settings, "start")
        try:
            run(program / "createdb", "-h", folder, "-U", "prongsai", "prongsai")
            yield Server(f"postgresql://prongsai@{quote(str(folder), safe='')}/prongsai")
        finally:
            run(program / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
