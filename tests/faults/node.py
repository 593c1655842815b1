"""The app's own code, run outside a browser."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support import ROOT

BIN = Path(sys.executable).parent


def run(*command: str, given: str = "", **environment: str) -> str:
    """What a command of Node's prints, in web/; CalledProcessError where it fails."""
    with_ours = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"} | environment
    done = subprocess.run(
        command, cwd=ROOT / "web", env=with_ours, input=given, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout
