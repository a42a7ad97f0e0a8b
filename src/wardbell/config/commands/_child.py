"""A command that ends with whoever started it: `python -m wardbell.config.commands._child serve --port 8801`.

Its standard input is a pipe that only the parent holds: when the parent is gone, however it went, the pipe breaks and the
command is told to end. So a demo or a rehearsal leaves no process behind.
"""

import os
import signal
import sys
import threading

from wardbell.config import commands


def main() -> int:
    """Runs one command of this house until it ends or its parent does."""
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    return commands.main(sys.argv[1:])


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
