"""A line between browser and server that a test can cut and mend."""

import contextlib
import socket
from collections.abc import Iterator
from threading import Thread


class Line:
    """Passes bytes between a port of its own and another port of this machine while it is whole."""

    def __init__(self, port: int) -> None:
        self.to = port
        self.whole = True
        self._ends: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.origin = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        Thread(target=self._serve, daemon=True).start()

    def cut(self) -> None:
        """Break every connection, and refuse new ones until `mend`."""
        self.whole = False
        for end in list(self._ends):
            _close(end)

    def mend(self) -> None:
        """Let connections through again."""
        self.whole = True

    def close(self) -> None:
        """Stop for good."""
        self.cut()
        _close(self._door)

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                if self._door.fileno() < 0:
                    return
                continue
            far = self._connected()
            if far is None:
                _close(near)
                continue
            self._ends |= {near, far}
            for source, target in ((near, far), (far, near)):
                Thread(target=self._pump, args=(source, target), daemon=True).start()

    def _connected(self) -> socket.socket | None:
        """Return a connection to the server, None where the line is cut or nobody is there."""
        try:
            return socket.create_connection(("127.0.0.1", self.to)) if self.whole else None
        except OSError:
            return None

    def _pump(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while sent := source.recv(65_536):
                target.sendall(sent)
        for end in (source, target):
            _close(end)
            self._ends.discard(end)


@contextlib.contextmanager
def line_to(origin: str) -> Iterator[Line]:
    """Give a line to the server at an origin such as http://127.0.0.1:8501."""
    line = Line(int(origin.rpartition(":")[2]))
    try:
        yield line
    finally:
        line.close()


def _close(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
