"""A process beside the measurement that ends with its block, and with us: it reads its standard input until that closes."""

import subprocess
from types import TracebackType
from typing import Self

_ENDS_WITHIN_S = 5.0


class Aside:
    """What a desk and a sink have in common; whoever starts one gives it pipes."""

    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Starts it."""
        raise NotImplementedError

    def stop(self) -> None:
        """Ends it and waits until it is gone."""
        if self._process is None:
            return
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        try:
            self._process.wait(_ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
