"""National algorithms against published vectors and a second implementation; sealed fields; key files."""

from __future__ import annotations

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gmssl_pyx
import pytest
from django.core.exceptions import FieldError
from django.db import models
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from minzhifa.crypto import (
    SealError,
    Sm2Error,
    Sm2Key,
    blind_index,
    hmac_sm3,
    log_signer,
    open_text,
    seal_text,
    sm3,
    verify_log_signature,
)
from minzhifa.crypto.fields import SealedTextField, Secret
from minzhifa.crypto.keyring import load_or_make

_texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40)
# GB/T 32918.5-2017 annex A.2: the example signature on the recommended curve, message "message digest"
_D = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8"
_X = "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
_Y = "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
_R = "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
_S = "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
_SPKI = "3059301306072A8648CE3D020106082A811CCF5501822D03420004"


def _public(x: str, y: str) -> Sm2Key:
    body = base64.encodebytes(bytes.fromhex(_SPKI + x + y))
    return Sm2Key.from_pem(b"-----BEGIN PUBLIC KEY-----\n" + body + b"-----END PUBLIC KEY-----\n")


def _der(r: str, s: str) -> bytes:
    numbers = [b"\x00" + bytes.fromhex(value) if value[0] in "89ABCDEF" else bytes.fromhex(value) for value in (r, s)]
    body = b"".join(bytes([2, len(number)]) + number for number in numbers)
    return bytes([0x30, len(body)]) + body


@pytest.fixture
def keys(settings: Settings, tmp_path: Path) -> Path:
    settings.KEYS_DIR = tmp_path / "keys"
    return tmp_path / "keys"


def test_sm3_gives_the_standards_two_examples() -> None:
    assert sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm3(b"abcd" * 16).hex() == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


@given(st.binary(max_size=200), st.binary(min_size=1, max_size=64))
def test_sm3_and_its_hmac_agree_with_the_second_implementation(data: bytes, key: bytes) -> None:
    assert sm3(data) == gmssl_pyx.sm3_hash(data)
    assert hmac_sm3(key, data) == gmssl_pyx.sm3_hmac(key, data)


def test_sm2_accepts_the_standards_signature_and_nothing_beside_it() -> None:
    key = _public(_X, _Y)
    assert key.verify(_der(_R, _S), b"message digest")
    assert not key.verify(_der(_R, _S), b"message digesu")
    assert not key.verify(_der(_S, _R), b"message digest")
    assert not key.verify(_der(_R, _S), b"message digest", identity=b"ALICE123@YAHOO.COM")
    assert not key.verify(b"", b"message digest")


@hypothesis_settings(max_examples=20, deadline=None)
@given(st.binary(min_size=1, max_size=300))
def test_sm2_signs_and_verifies_both_ways_with_the_second_implementation(message: bytes) -> None:
    private = Sm2Key.generate()
    point = base64.b64decode(b"".join(private.public_pem().splitlines()[1:-1]))[-64:]
    signature = private.sign(message)
    assert gmssl_pyx.sm2_verify(point, message, signature)
    assert not gmssl_pyx.sm2_verify(point, message + b"x", signature)
    their_public, their_private = gmssl_pyx.sm2_key_generate()
    theirs = gmssl_pyx.sm2_sign(their_private, their_public, message)
    key = _public(their_public[:32].hex(), their_public[32:].hex())
    assert key.verify(theirs, message)
    assert not key.verify(theirs, message + b"x")


def test_sm2_keys_survive_as_pem_and_public_ones_cannot_sign() -> None:
    key = Sm2Key.generate()
    again = Sm2Key.from_pem(key.private_pem())
    public = Sm2Key.from_pem(again.public_pem())
    assert public.verify(again.sign(b"x"), b"x")
    with pytest.raises(Sm2Error):
        public.sign(b"x")
    with pytest.raises(Sm2Error):
        public.private_pem()
    for junk in (b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"):
        with pytest.raises(Sm2Error):
            Sm2Key.from_pem(junk)


def test_a_key_on_another_curve_is_refused() -> None:
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    with pytest.raises(Sm2Error, match="curve"):
        Sm2Key.from_pem(public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def test_sm4_gcm_tokens_open_with_the_second_implementation(keys: Path) -> None:
    raw = base64.urlsafe_b64decode(seal_text("涵江区", purpose="p").split(".")[2])
    key = bytes.fromhex((keys / "sealing-1.key").read_text())
    additional = b"minzhifa/sealed/1\n1\np"
    opened = gmssl_pyx.sm4_gcm_decrypt(key, iv=raw[:12], aad=additional, ciphertext=raw[12:-16], tag=raw[-16:])
    assert opened.decode() == "涵江区"


@given(_texts, st.text("abc.", max_size=8))
def test_sealed_text_opens_again_for_its_purpose_only(text: str, purpose: str) -> None:
    token = seal_text(text, purpose=purpose)
    assert open_text(token, purpose=purpose) == text
    assert token != seal_text(text, purpose=purpose)
    with pytest.raises(SealError):
        open_text(token, purpose=purpose + "x")


@given(st.data())
def test_a_changed_token_does_not_open(data: st.DataObject) -> None:
    version, number, body = seal_text("350102199003071234").split(".")
    raw = bytearray(base64.urlsafe_b64decode(body))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealError):
        open_text(f"{version}.{number}.{base64.urlsafe_b64encode(bytes(raw)).decode()}")


@pytest.mark.parametrize("token", ["", "明文", "v1.1.", "v2.1.AAAA", "v1.9.AAAA", "v1.x.AAAA", "v1.0." + "A" * 60])
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(SealError):
        open_text(token)


def test_an_older_key_still_opens_after_a_new_one_came(keys: Path) -> None:
    from minzhifa.crypto import keyring

    old = seal_text("张三")
    (keys / "sealing-2.key").write_text("00" * 16)
    keyring._current.cache_clear()
    assert seal_text("张三").startswith("v1.2.")
    assert open_text(old) == "张三"


def test_equal_values_have_equal_indexes_and_purposes_do_not_mix() -> None:
    assert blind_index("35010219900307123x") == blind_index(" 35010219900307123X ")
    assert blind_index("1", purpose="a") != blind_index("1", purpose="b")
    assert len(blind_index("")) == 64


def test_a_sealed_field_stores_a_token_shows_nothing_and_refuses_comparison() -> None:
    field = SealedTextField()
    field.set_attributes_from_name("id_number")

    class _Meta:
        label_lower = "subjects.subject"

    field.model = type("Fake", (), {"_meta": _Meta})  # type: ignore[assignment]
    token = field.get_prep_value("350102199003071234")
    assert "350102" not in token
    opened = field.from_db_value(token, None, None)
    assert opened == "350102199003071234"
    assert (repr(opened), f"{opened}", f"{opened!r}") == ("<sealed>", "350102199003071234", "<sealed>")
    assert isinstance(field.to_python("x"), Secret)
    assert field.get_prep_value(None) is None is field.from_db_value(None, None, None)
    with pytest.raises(FieldError, match="blind index"):
        field.get_lookup("exact")
    assert issubclass(field.get_lookup("isnull"), models.lookups.IsNull)


def test_key_files_are_private_and_made_once_by_many_at_once(keys: Path) -> None:
    makers = [str(n).encode() for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda value: load_or_make("x.key", lambda: value), makers))
    assert len(found) == 1
    assert stat.S_IMODE((keys / "x.key").stat().st_mode) == 0o600
    assert [path.name for path in keys.iterdir()] == ["x.key"]


def test_the_log_is_signed_by_a_key_whose_public_half_can_be_handed_out(keys: Path) -> None:
    signer = log_signer()
    signature = signer.sign(b"head")
    assert verify_log_signature(signer.key_id, signature, b"head")
    assert not verify_log_signature(signer.key_id, signature, b"other")
    assert not verify_log_signature("0" * 16, signature, b"head")
    assert not verify_log_signature("../" + signer.key_id, signature, b"head")
    assert (keys / f"ledger-{signer.key_id}.pub").read_bytes() == signer.public_pem
    assert b"PRIVATE" not in signer.public_pem
    assert "_key" not in repr(signer)


def test_a_public_key_file_under_a_wrong_name_is_not_trusted(keys: Path) -> None:
    signer = log_signer()
    (keys / ("ledger-" + "a" * 16 + ".pub")).write_bytes(signer.public_pem)
    assert not verify_log_signature("a" * 16, signer.sign(b"x"), b"x")
