"""Serve a folder on localhost and print its address.

python tools/serve.py _build/html
"""

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class QuietHandler(SimpleHTTPRequestHandler):
    """Says nothing about requests that went well."""

    def log_request(self, code="-", size="-"):
        """Nothing."""


def main(folder, port=8000):
    """Serve until interrupted; takes the next free port if the usual one is busy."""
    for number in range(port, port + 50):
        try:
            server = ThreadingHTTPServer(("127.0.0.1", number), partial(QuietHandler, directory=folder))
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
