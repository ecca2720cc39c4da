"""Serve a folder on localhost, gzipped as static hosts do, and print its address.

python tools/serve.py _build/html
"""

import gzip
import io
import sys
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

PACKED = {".html", ".css", ".js", ".svg", ".json", ".ipynb", ".txt", ".xml", ".inv", ".mjs", ".wasm"}


@lru_cache(maxsize=512)
def packed(path, changed):
    """A file's bytes, gzipped; `changed` is its time of change, so that a new version is packed anew."""
    return gzip.compress(Path(path).read_bytes(), 6)


class QuietHandler(SimpleHTTPRequestHandler):
    """Gzips text for browsers that take it, and says nothing about requests that went well."""

    protocol_version = "HTTP/1.1"
    extensions_map: ClassVar = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_request(self, code="-", size="-"):
        """Nothing."""

    def send_error(self, code, message=None, explain=None):
        """Show the site's own page for what is not there, as static hosts do."""
        folders = Path(self.translate_path(self.path)).parents
        page = next((each / "404.html" for each in folders if (each / "404.html").is_file()), None)
        if code != HTTPStatus.NOT_FOUND or page is None or not page.is_relative_to(self.directory):
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_head(self):
        """The headers, and the file to send."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.split("?")[0].endswith("/") else path
        wanted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (wanted and path.is_file() and path.suffix in PACKED):
            return super().send_head()
        body = packed(str(path), path.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)


class QuietServer(ThreadingHTTPServer):
    """Says nothing when a browser hangs up in the middle of an answer."""

    def handle_error(self, request, client_address):
        """Tell of every other error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def main(folder, port=8000):
    """Serve until interrupted; takes the next free port if the usual one is busy."""
    for number in range(port, port + 50):
        try:
            server = QuietServer(("127.0.0.1", number), partial(QuietHandler, directory=folder))
            break
        except OSError:
            continue
    else:
        sys.exit(f"no free port from {port} to {port + 49}: stop another server first")
    print(f"The course is at http://127.0.0.1:{server.server_port}/ (Ctrl+C stops it)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("\nStopped.")


if __name__ == "__main__":
    main(sys.argv[1])
