"""Write base.txt and dev.txt from base.in and dev.in, with hashes and without any address. Needs `uv` on the PATH."""

from __future__ import annotations

import subprocess
from pathlib import Path

HERE = Path(__file__).parent

for name in ("base", "dev"):
    subprocess.run(  # noqa: S603
        [  # noqa: S607
            "uv", "pip", "compile", "--quiet", "--generate-hashes", "--universal", "--python-version", "3.11",
            "--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock",
            f"{name}.in", "-o", f"{name}.txt",
        ],
        cwd=HERE,
        check=True,
    )  # fmt: skip
