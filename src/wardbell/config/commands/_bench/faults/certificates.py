"""An authority of the suite's own and what it signed for this machine: one certificate that holds, one that has run out."""

import ipaddress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from wardbell.ground import clock

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Certificates:
    """Paths of PEM files; the two of the provider hold their key, too."""

    authority: str  #: whom a sender must trust: SSL_CERT_FILE
    good: str
    expired: str


def made(folder: Path) -> Certificates:
    """Makes all three in a folder."""
    key, name = ec.generate_private_key(ec.SECP256R1()), _name("Wardbell fault suite")
    authority = _signed(name, key.public_key(), by=name, key=key, begins=-400, ends=400, is_authority=True)
    (folder / "authority.pem").write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    for file, begins, ends in (("good.pem", -1, 30), ("expired.pem", -90, -1)):
        own = ec.generate_private_key(ec.SECP256R1())
        signed = _signed(_name("127.0.0.1"), own.public_key(), by=name, key=key, begins=begins, ends=ends)
        (folder / file).write_bytes(signed.public_bytes(serialization.Encoding.PEM) + _pem(own))
    return Certificates(
        authority=str(folder / "authority.pem"), good=str(folder / "good.pem"), expired=str(folder / "expired.pem")
    )  # fmt: skip


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _signed(
    name: x509.Name, public: ec.EllipticCurvePublicKey, *, by: x509.Name, key: ec.EllipticCurvePrivateKey,
    begins: int, ends: int, is_authority: bool = False,
) -> x509.Certificate:  # fmt: skip
    """`begins` and `ends` are days from now."""
    now = clock.now()
    built = (
        x509.CertificateBuilder().subject_name(name).issuer_name(by).public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins * _DAY).not_valid_after(now + ends * _DAY)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
    )  # fmt: skip
    if not is_authority:
        here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
        built = built.add_extension(here, critical=False)
    return built.sign(key, hashes.SHA256())


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
