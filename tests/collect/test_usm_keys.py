from __future__ import annotations

import hmac

import pytest

from auditor.collect.ber import MalformedError
from auditor.collect.usm_keys import EngineKeys, MasterKeys, derive_master_keys
from auditor.model.target import AuthProtocol as Auth
from auditor.model.target import PrivProtocol as Priv

ENGINE_ID = bytes.fromhex("000000000000000000000002")


def keys_of(auth: Auth, priv: Priv = Priv.NONE, passphrase: bytes = b"maplesyrup") -> EngineKeys:
    privacy = b"" if priv is Priv.NONE else passphrase
    return EngineKeys(derive_master_keys("bert", auth, passphrase, priv, privacy), ENGINE_ID)


@pytest.mark.parametrize(
    ("auth", "hash_name", "localised", "size"),
    [  # RFC 3414 A.3.1 and A.3.2
        (Auth.MD5, "md5", "526f5eed9fcce26f8964c2930787d82b", 12),
        (Auth.SHA1, "sha1", "6695febc9288e36282235fc7151f128497b38f3f", 12),
    ],
)
def test_the_digest_uses_the_localised_key_of_the_standard(
    auth: Auth, hash_name: str, localised: str, size: int
) -> None:
    expected = hmac.digest(bytes.fromhex(localised), b"message", hash_name)[:size]
    assert expected == keys_of(auth).digest(b"message")


@pytest.mark.parametrize(
    ("auth", "size"),
    [
        (Auth.MD5, 12),
        (Auth.SHA1, 12),
        (Auth.SHA224, 16),
        (Auth.SHA256, 24),
        (Auth.SHA384, 32),
        (Auth.SHA512, 48),
    ],
)
def test_digests_have_the_size_of_their_standard(auth: Auth, size: int) -> None:
    keys = keys_of(auth)
    assert (size, size) == (keys.digest_bytes, len(keys.digest(b"message")))
    assert keys.same_digest(keys.digest(b"message"), b"message")
    assert not keys.same_digest(keys.digest(b"message"), b"massage")


@pytest.mark.parametrize("priv", [priv for priv in Priv if priv is not Priv.NONE])
def test_what_was_encrypted_decrypts_with_an_eight_octet_salt(priv: Priv) -> None:
    keys = keys_of(Auth.SHA1, priv)
    plain = b"a scoped PDU of some length"
    cipher_text, salt = keys.encrypt(plain, boots=3, time=77)
    assert len(salt) == 8
    assert plain not in cipher_text
    assert keys.decrypt(cipher_text, 3, 77, salt).startswith(plain)


@pytest.mark.parametrize("priv", [priv for priv in Priv if priv is not Priv.NONE])
@pytest.mark.parametrize("salt", [b"", b"1234567", b"123456789"])
def test_a_salt_of_another_size_is_malformed(priv: Priv, salt: bytes) -> None:
    with pytest.raises(MalformedError):
        keys_of(Auth.SHA1, priv).decrypt(b"x" * 16, 3, 77, salt)


def test_des_data_that_is_no_whole_block_is_malformed() -> None:
    with pytest.raises(MalformedError):
        keys_of(Auth.MD5, Priv.DES).decrypt(b"x" * 15, 3, 77, b"12345678")


def test_the_two_ways_to_lengthen_a_key_differ() -> None:
    cipher_text, salt = keys_of(Auth.SHA1, Priv.AES256).encrypt(b"plain text", 1, 1)
    assert keys_of(Auth.SHA1, Priv.AES256_REEDER).decrypt(cipher_text, 1, 1, salt) != b"plain text"


@pytest.mark.parametrize(
    ("auth", "auth_secret", "priv", "priv_secret"),
    [
        (Auth.NONE, b"", Priv.AES128, b"maplesyrup"),
        (Auth.SHA1, b"", Priv.NONE, b""),
        (Auth.SHA1, b"maplesyrup", Priv.AES128, b""),
    ],
)
def test_a_user_with_a_protocol_but_no_pass_phrase_is_refused(
    auth: Auth, auth_secret: bytes, priv: Priv, priv_secret: bytes
) -> None:
    with pytest.raises(ValueError, match=r"pass phrase|authentication"):
        derive_master_keys("bert", auth, auth_secret, priv, priv_secret)


def test_keys_do_not_show_in_text() -> None:
    master = MasterKeys(b"bert", Auth.SHA1, Priv.AES128, b"auth octets", b"priv octets")
    assert "octets" not in repr(master)
