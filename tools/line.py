"""A line to a server that can be cut and let through again, as a network is."""

import socket
from contextlib import suppress
from threading import Thread
from types import TracebackType
from typing import Self


class Line:
    """Pass connections on to a port of this machine; `with` it.

    `origin` is where to connect to. While `up` is False nobody gets through.
    """

    def __init__(self, port: int) -> None:
        self.up = True
        self._port, self._open = port, list[socket.socket]()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def __enter__(self) -> Self:
        """Open the door."""
        Thread(target=self._serve, name="line", daemon=True).start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        """Close it, and all that goes through."""
        self._door.close()
        self.cut()

    def cut(self) -> None:
        """Break every connection, without a word to either end, and let none through."""
        self.up = False
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._open.clear()

    def _serve(self) -> None:
        with suppress(OSError):  # the door was closed
            while True:
                near, _ = self._door.accept()
                if not self.up:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self._port))
                self._open += [near, far]
                for ends in ((near, far), (far, near)):
                    Thread(target=_pass_on, args=ends, name="line", daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
