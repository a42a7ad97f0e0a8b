"""A node's hooks as a tiny HTTP server, to catch what the sink posts."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qsl, urlsplit

from wardbell.channels.base import Callback


class Node:
    """Keeps every callback. `public` is the address it is known by; `n_refused` first posts get 503."""

    def __init__(self, public: str = "", *, n_refused: int = 0) -> None:
        self.callbacks: list[Callback] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.here = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.public = public or self.here
        self.n_refused = n_refused
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> "Node":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> Callable[..., BaseHTTPRequestHandler]:
        node = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                parts = urlsplit(self.path)
                node.callbacks.append(
                    Callback(
                        url=f"{node.public}{parts.path}" + (f"?{parts.query}" if parts.query else ""),
                        headers=dict(self.headers),
                        form=dict(parse_qsl(raw.decode(), keep_blank_values=True)),
                        raw=raw,
                    )
                )
                refused = len(node.callbacks) <= node.n_refused
                self.send_response(503 if refused else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_arguments: object) -> None:
                """Stays quiet."""

        return Handler
