"""A school for tests: two workers behind a real nginx, which runs the shipped configuration."""

from __future__ import annotations

import hashlib
import os
import secrets
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from prometheus_client.parser import text_string_to_metric_families

from backend.server.tls import self_signed
from tests.backend.clients import Client, token_of
from tests.programs import find_program, free_port, run_program
from tests.serving import REPOSITORY, Server, serve

SHIPPED = REPOSITORY / "deploy" / "nginx.conf"
WITHIN_S = 20.0

MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
{user}
worker_processes 1;
events {{ worker_connections 2048; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/readroom.conf;
}}
"""


@dataclass(frozen=True)
class School:
    """The address of the proxy, and the two workers behind it."""

    url: str
    workers: list[Server]
    options: tuple[str, ...]

    @contextmanager
    def restarted(self, index: int) -> Iterator[Server]:
        """Run a worker that is gone again, at its old port."""
        port = self.workers[index].url.rpartition(":")[2]
        with serve("--port", port, *self.options) as worker:
            yield worker

    def room(self) -> dict[str, Any]:
        """Make a room through the proxy."""
        with warnings.catch_warnings():
            # That the certificate is not checked: it was made for this run.
            warnings.simplefilter("ignore")
            answer = requests.post(
                f"{self.url}/rooms", json={"policy": "labels"}, verify=False, timeout=WITHIN_S
            )
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def connect(self, room: dict[str, Any], auth: dict[str, Any]) -> Client:
        """Connect as a page does, naming the room's shard."""
        return Client(f"{self.url}/?shard={shard_of(room['code'])}", auth, verify=False)

    def student(self, room: dict[str, Any], **auth: Any) -> Client:
        """Join as a student, new or with `resume`."""
        known = auth or {"name": None}
        client = self.connect(room, {"role": "student", "code": room["code"], **known})
        client.joined()
        return client

    def teacher(self, room: dict[str, Any]) -> Client:
        """Open a board."""
        client = self.connect(room, {"role": "teacher", "token": token_of(room)})
        client.wait("presence")
        return client


def shard_of(code: str) -> str:
    """Return what protocol/connection.js tells a proxy of a room."""
    return hashlib.sha256(code.replace("-", "").encode("ascii")).hexdigest()[:4]


def gauge(worker: Server, name: str) -> float:
    """Return the sum of one metric over its labels, asked at the worker's own port."""
    text = requests.get(f"{worker.url}/metrics", timeout=WITHIN_S).text
    families = text_string_to_metric_families(text)
    return sum(sample.value for family in families for sample in family.samples if sample.name == name)


@contextmanager
def run_school(folder: Path, *options: str) -> Iterator[School]:
    """Run two workers with these options and an nginx before them."""
    ports = [free_port(), free_port()]
    common = (f"--secret-key={secrets.token_urlsafe()}", "--trust-proxy", "yes", "--metrics", "yes", *options)
    one_port, other_port = map(str, ports)
    with serve("--port", one_port, *common) as one, serve("--port", other_port, *common) as other:
        public = free_port()
        command = [
            find_program("nginx"),
            "-e",
            "stderr",
            "-c",
            str(write_configuration(folder, public, ports)),
        ]
        with run_program(command, public, folder):
            yield School(f"https://127.0.0.1:{public}", [one, other], common)


def write_configuration(folder: Path, public: int, workers: list[int]) -> Path:
    """Write the shipped configuration with this test's ports and files, and a main file."""
    certificate, key = self_signed(["127.0.0.1", "localhost"])
    (folder / "chain.pem").write_bytes(certificate)
    (folder / "key.pem").write_bytes(key)
    changes = {
        "    listen 80;\n    listen [::]:80;\n": f"    listen 127.0.0.1:{free_port()};\n",
        "    listen [::]:443 ssl http2;\n": "",
        "listen 443 ssl": f"listen 127.0.0.1:{public} ssl",
        "/etc/letsencrypt/live/readroom.example/fullchain.pem": f"{folder}/chain.pem",
        "/etc/letsencrypt/live/readroom.example/privkey.pem": f"{folder}/key.pem",
        "/var/log/nginx/error.log": "stderr",
        "127.0.0.1:5001": f"127.0.0.1:{workers[0]}",
        "127.0.0.1:5002": f"127.0.0.1:{workers[1]}",
    }
    shipped = SHIPPED.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in shipped, old
        shipped = shipped.replace(old, new)
    (folder / "readroom.conf").write_text(shipped, encoding="utf-8")
    main = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    main.write_text(MAIN.format(folder=folder, user=user), encoding="utf-8")
    return main
