"""TLS: the configured certificate, or a self-signed one for the run."""

from __future__ import annotations

import datetime
import ipaddress
import ssl
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from backend.common.errors import ConfigError
from backend.common.machine_addresses import own_names
from backend.settings.config import Config

if TYPE_CHECKING:
    from cryptography import x509

ADHOC_DAYS = 30


def tls_context(config: Config) -> ssl.SSLContext | None:
    """Return the context for HTTPS, None for plain HTTP. Raises ConfigError for unusable files."""
    if config.tls == "adhoc":
        return _adhoc_context(config.host)
    if config.tls_cert is None or config.tls_key is None:
        return None
    for path in (config.tls_cert, config.tls_key):
        _refuse_unreadable(path)
    try:
        return _context(config.tls_cert, config.tls_key)
    except ssl.SSLError as error:
        reason = error.reason or "not in PEM format"
        raise ConfigError(
            f"{config.tls_cert} and {config.tls_key} are no certificate and its key: {reason}."
        ) from None


def _refuse_unreadable(path: Path) -> None:
    try:
        path.read_bytes()
    except OSError as error:
        raise ConfigError(f"The TLS file {path} cannot be read: {error.strerror}.") from None


def _context(certificate: Path, key: Path) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)
    return context


def _adhoc_context(host: str) -> ssl.SSLContext:
    certificate, key = self_signed(own_names(host))
    # OpenSSL loads keys from files alone; these are deleted before anybody connects.
    with tempfile.TemporaryDirectory() as folder:
        certificate_file, key_file = Path(folder, "certificate.pem"), Path(folder, "key.pem")
        certificate_file.write_bytes(certificate)
        key_file.write_bytes(key)
        return _context(certificate_file, key_file)


def self_signed(names: list[str]) -> tuple[bytes, bytes]:
    """Return a certificate for the names and its key, both PEM."""
    # Imported here, so that a server without `--tls adhoc` starts faster.
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Readroom try-out")])
    now = datetime.datetime.now(datetime.timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=ADHOC_DAYS))
        .add_extension(x509.SubjectAlternativeName([_general_name(name) for name in names]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    return certificate.public_bytes(pem), key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)


def _general_name(name: str) -> x509.GeneralName:
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
