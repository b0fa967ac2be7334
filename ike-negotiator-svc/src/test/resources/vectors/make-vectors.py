#!/usr/bin/env python3
"""Writes ikev1-handshakes.json: Main Mode (pre-shared key) and Quick Mode computed from RFC 2409 alone; and
ikev1-encryption.json: what public key encryption (RFC 2409 5.2, 5.3) does otherwise.

Shares no code with the project, and needs nothing but Python's standard library. Every input is the SHA-256
of a label, so a second run gives the same file.
"""
import hashlib
import hmac
import json
import pathlib

HASHES = {"SHA1": "sha1", "SHA2_256": "sha256", "SHA2_384": "sha384", "SHA2_512": "sha512"}
MODP = {"MODP_2048": (2048, 124476), "MODP_3072": (3072, 1690314), "MODP_4096": (4096, 240904),
        "MODP_6144": (6144, 929484), "MODP_8192": (8192, 4743158)}
P256 = 2**256 - 2**224 + 2**192 + 2**96 - 1
P384 = 2**384 - 2**128 - 2**96 + 2**32 - 1
P521 = 2**521 - 1
ECP = {
    "ECP_256": (P256, 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
                0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
                0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5),
    "ECP_384": (P384, 0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
                0xAA87CA22BE8B05378EB1C71EF320AD746E1D3B628BA79B9859F741E082542A385502F25DBF55296C3A545E3872760AB7,
                0x3617DE4A96262C6F5D9E98BF9292DC29F8F41DBD289A147CE9DA3113B5F0B8C00A60B1CE1D7E819D7A431D7C90EA0E5F),
    "ECP_521": (P521, 0x0051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00,
                0x00C6858E06B70404E9CD9E3ECB662395B4429C648139053FB521F828AF606B4D3DBAA14B5E77EFE75928FE1DC127A2FFA8DE3348B3C1856A429BF97E7E31C2E5BD66,
                0x011839296A789A3BC0045C8A5FB42C7D1BD998F54449579B446817AFBD17273E662C97EE72995EF42640C550B9013FAD0761353C7086A272C24088BE94769FD16650),
}


def octets(label, count):
    out = b""
    while len(out) < count:
        out += hashlib.sha256(f"{label} {len(out)}".encode()).digest()
    return out[:count]


# Diffie-Hellman -------------------------------------------------------------------------------------------

def arctan(one, x):
    total, term, n, sign = 0, one // x, 1, 1
    while term:
        total += sign * (term // n)
        term, n, sign = term // (x * x), n + 2, -sign
    return total


def pi(bits):
    # Stormer: pi / 4 = 44 arctan(1/57) + 7 arctan(1/239) - 12 arctan(1/682) + 24 arctan(1/12943)
    one = 1 << (bits + 96)
    quarter = 44 * arctan(one, 57) + 7 * arctan(one, 239) - 12 * arctan(one, 682) + 24 * arctan(one, 12943)
    return 4 * quarter >> 96


def prime(group):
    n, k = MODP[group]
    return 2**n - 2**(n - 64) - 1 + 2**64 * (pi(n - 130) + k)


def add(p, first, second):
    if first is None or second is None:
        return second if first is None else first
    (x1, y1), (x2, y2) = first, second
    if x1 == x2 and (y1 + y2) % p == 0:
        return None
    slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, p) if first == second else (y2 - y1) * pow(x2 - x1, -1, p)
    x = (slope * slope - x1 - x2) % p
    return x, (slope * (x1 - x) - y1) % p


def multiply(p, point, scalar):
    total = None
    while scalar:
        if scalar & 1:
            total = add(p, total, point)
        point = add(p, point, point)
        scalar >>= 1
    return total


def exchange(group, label, private_octets):
    """Private values, public values as in a KE payload, and the shared secret."""
    xi, xr = (int.from_bytes(octets(f"{label} {side}", private_octets)) for side in ("xi", "xr"))
    if group in MODP:
        p = prime(group)
        size = MODP[group][0] // 8
        gxi, gxr = pow(2, xi, p).to_bytes(size), pow(2, xr, p).to_bytes(size)
        gxy = pow(int.from_bytes(gxr), xi, p).to_bytes(size)
    else:
        p, b, gx, gy = ECP[group]
        assert (gy * gy - gx**3 + 3 * gx - b) % p == 0
        size = (p.bit_length() + 7) // 8
        i, r = multiply(p, (gx, gy), xi), multiply(p, (gx, gy), xr)
        gxi, gxr = (x.to_bytes(size) + y.to_bytes(size) for x, y in (i, r))
        gxy = multiply(p, r, xi)[0].to_bytes(size)
    return {"xi": xi.to_bytes(private_octets), "xr": xr.to_bytes(private_octets), "gxi": gxi, "gxr": gxr, "gxy": gxy}


# AES-CBC --------------------------------------------------------------------------------------------------

def double(a):
    return (a << 1 ^ 0x11B) & 0xFF if a & 0x80 else a << 1


def product(a, b):
    total = 0
    while b:
        if b & 1:
            total ^= a
        a, b = double(a), b >> 1
    return total


def box(a):
    inverse = next((x for x in range(256) if product(a, x) == 1), 0)
    out = 0x63
    for turn in range(5):
        out ^= (inverse << turn | inverse >> (8 - turn)) & 0xFF
    return out


BOX = [box(a) for a in range(256)]


def aes_rounds(key):
    words = [list(key[i:i + 4]) for i in range(0, len(key), 4)]
    count, constant = len(words), 1
    while len(words) < 4 * (count + 7):
        word = list(words[-1])
        if len(words) % count == 0:
            word = [BOX[x] for x in word[1:] + word[:1]]
            word[0] ^= constant
            constant = double(constant)
        elif count > 6 and len(words) % count == 4:
            word = [BOX[x] for x in word]
        words.append([a ^ b for a, b in zip(words[-count], word)])
    return [sum(words[i:i + 4], []) for i in range(0, len(words), 4)]


def aes_block(rounds, block):
    state = [a ^ b for a, b in zip(block, rounds[0])]
    for number, key in enumerate(rounds[1:], 1):
        state = [BOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if number < len(rounds) - 1:
            mixed = []
            for column in range(0, 16, 4):
                s = state[column:column + 4]
                mixed += [product(s[i], 2) ^ product(s[(i + 1) % 4], 3) ^ s[(i + 2) % 4] ^ s[(i + 3) % 4]
                          for i in range(4)]
            state = mixed
        state = [a ^ b for a, b in zip(state, key)]
    return bytes(state)


def cbc(key, iv, plain):
    rounds, out, last = aes_rounds(key), b"", iv
    for at in range(0, len(plain), 16):
        last = aes_block(rounds, [a ^ b for a, b in zip(plain[at:at + 16], last)])
        out += last
    return out


assert cbc(bytes(range(16)), bytes(16), bytes.fromhex("00112233445566778899aabbccddeeff")) \
    == bytes.fromhex("69c4e0d86a7b0430d8cdb78070b4c55a"), "FIPS 197 appendix C.1"


# IKE ------------------------------------------------------------------------------------------------------

def payload(following, body):
    return bytes([following, 0]) + (len(body) + 4).to_bytes(2) + body


def padded(plain):
    return plain + bytes(-len(plain) % 16)


def case(name, hash_name, key_bits, group, private_octets, pfs, pfs_octets, keymat_octets):
    algorithm = HASHES[hash_name]

    def prf(key, *parts):
        return hmac.new(key, b"".join(parts), algorithm).digest()

    def digest(*parts):
        return hashlib.new(algorithm, b"".join(parts)).digest()

    def some(what, count):
        return octets(f"{name} {what}", count)

    psk, cky_i, cky_r = some("psk", 20), some("cky-i", 8), some("cky-r", 8)
    ni, nr = some("ni", 32), some("nr", 20)
    dh = exchange(group, name, private_octets)
    sa_i = bytes.fromhex("0000000100000001") + some("proposals", 44)
    id_i, id_r = bytes.fromhex("01000000c0000201"), bytes.fromhex("02000000") + b"gw.example"

    skeyid = prf(psk, ni, nr)
    both = cky_i + cky_r
    d = prf(skeyid, dh["gxy"], both, b"\0")
    a = prf(skeyid, d, dh["gxy"], both, b"\1")
    e = prf(skeyid, a, dh["gxy"], both, b"\2")
    key = e
    if len(e) < key_bits // 8:
        key = block = prf(e, b"\0")
        while len(key) < key_bits // 8:
            block = prf(e, block)
            key += block
    key = key[:key_bits // 8]

    hash_i = prf(skeyid, dh["gxi"], dh["gxr"], cky_i, cky_r, sa_i, id_i)
    hash_r = prf(skeyid, dh["gxr"], dh["gxi"], cky_r, cky_i, sa_i, id_r)
    iv = digest(dh["gxi"], dh["gxr"])[:16]
    plain5 = padded(payload(8, id_i) + payload(0, hash_i))
    cipher5 = cbc(key, iv, plain5)
    plain6 = padded(payload(8, id_r) + payload(0, hash_r))
    cipher6 = cbc(key, cipher5[-16:], plain6)

    message_id, qni, qnr = some("m-id", 4), some("quick ni", 16), some("quick nr", 24)
    rest1, rest2 = payload(10, some("quick sa i", 52)) + payload(0, qni), payload(10, some("quick sa r", 52)) + payload(0, qnr)
    hash1 = prf(a, message_id, rest1)
    hash2 = prf(a, message_id, qni, rest2)
    hash3 = prf(a, b"\0", message_id, qni, qnr)
    quick_iv = digest(cipher6[-16:], message_id)[:16]
    quick, last = [], quick_iv
    for plain in (payload(1, hash1) + rest1, payload(1, hash2) + rest2, payload(0, hash3)):
        cipher = cbc(key, last, padded(plain))
        quick.append({"plain": padded(plain), "cipher": cipher})
        last = cipher[-16:]

    quick_dh = exchange(pfs, name + " pfs", pfs_octets) if pfs else None
    secret = quick_dh["gxy"] if quick_dh else b""
    keymat = {}
    for spi in (some("spi i", 4), some("spi r", 4)):
        block = out = prf(d, secret, b"\3", spi, qni, qnr)
        while len(out) < keymat_octets:
            block = prf(d, block, secret, b"\3", spi, qni, qnr)
            out += block
        keymat[spi.hex()] = out[:keymat_octets]

    return {
        "name": name, "hash": hash_name, "keyBits": key_bits, "group": group, "psk": psk,
        "initiatorCookie": cky_i, "responderCookie": cky_r, "ni": ni, "nr": nr, "dh": dh,
        "saI": sa_i, "idI": id_i, "idR": id_r, "skeyid": skeyid, "skeyidD": d, "skeyidA": a, "encryptionKey": key,
        "hashI": hash_i, "hashR": hash_r, "firstIv": iv,
        "message5": {"plain": plain5, "cipher": cipher5}, "message6": {"plain": plain6, "cipher": cipher6},
        "messageId": message_id, "quickNi": qni, "quickNr": qnr, "rest1": rest1, "rest2": rest2,
        "hash1": hash1, "hash2": hash2, "hash3": hash3, "quickIv": quick_iv, "quick": quick,
        "pfsGroup": pfs, "pfsDh": quick_dh, "keymatOctets": keymat_octets, "keymat": keymat,
    }


# Public key encryption ------------------------------------------------------------------------------------

def is_prime(number):
    if any(number % small == 0 for small in (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
        return False
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in range(2, 40):
        x = pow(base, odd, number)
        if x not in (1, number - 1) and not any((x := x * x % number) == number - 1 for _ in range(twos - 1)):
            return False
    return True


def rsa_prime(label, bits, exponent):
    number = int.from_bytes(octets(label, bits // 8)) | 3 << (bits - 2) | 1
    while not is_prime(number) or number % exponent == 1:
        number += 2
    return number


def rsa_key(label, bits):
    p, q, e = (*(rsa_prime(f"{label} {which}", bits // 2, 65537) for which in "pq"), 65537)
    return {"modulus": p * q, "exponent": e, "private": pow(e, -1, (p - 1) * (q - 1)), "octets": bits // 8}


def rsa_block(key, label, text):
    """RSAES-PKCS1-v1_5: the padding, and the block encrypted."""
    padding = bytes(byte or 1 for byte in octets(label, key["octets"] - 3 - len(text)))
    block = int.from_bytes(b"\0\2" + padding + b"\0" + text)
    return {"padding": padding, "cipher": pow(block, key["exponent"], key["modulus"]).to_bytes(key["octets"])}


def hidden(key, bodies, form):
    """Bodies of payloads behind the nonce, in the RFC's form or in Huawei's."""
    out, last = [], bytes(16)
    for kind, body in bodies:
        clear = body[:4] if kind == "ID" and form == "HUAWEI" else b""
        text = body[len(clear):]
        zeros = 15 - len(text) % 16
        cipher = cbc(key, last, text + bytes(zeros) + bytes([zeros + (form == "HUAWEI")]))
        out.append(clear + cipher)
        last = bytes(16) if form == "HUAWEI" else cipher[-16:]
    return out


def encryption_case(name, hash_name, key_bits, modulus_bits, nonce_octets):
    algorithm = HASHES[hash_name]

    def prf(key, *parts):
        return hmac.new(key, b"".join(parts), algorithm).digest()

    def some(what, count):
        return octets(f"{name} {what}", count)

    def ephemeral(nonce, cookie):
        ne = prf(nonce, cookie)
        key = ne
        if len(ne) < key_bits // 8:
            key = block = prf(ne, b"\0")
            while len(key) < key_bits // 8:
                block = prf(ne, block)
                key += block
        return key[:key_bits // 8]

    cky_i, cky_r = some("cky-i", 8), some("cky-r", 8)
    rsa = rsa_key(name, modulus_bits)
    case = {
        "name": name, "hash": hash_name, "keyBits": key_bits, "initiatorCookie": cky_i, "responderCookie": cky_r,
        "rsa": {"modulus": rsa["modulus"].to_bytes(rsa["octets"]), "exponent": rsa["exponent"].to_bytes(3),
                "private": rsa["private"].to_bytes(rsa["octets"])},
    }
    nonces = {}
    for side, cookie, identity in (("initiator", cky_i, bytes.fromhex("01000000c0000201")),
                                   ("responder", cky_r, bytes.fromhex("02000000") + b"gw.example")):
        nonce, public = some(f"{side} nonce", nonce_octets), some(f"{side} ke", 64)
        nonces[side] = nonce
        key = ephemeral(nonce, cookie)
        case[side] = {
            "nonce": nonce, "publicValue": public, "identity": identity, "ephemeralKey": key,
            "nonceBlock": rsa_block(rsa, f"{name} {side} nonce padding", nonce),
            "identityBlock": rsa_block(rsa, f"{name} {side} identity padding", identity),
            **{form: dict(zip(("KE", "ID"), hidden(key, (("KE", public), ("ID", identity)), form)))
               for form in ("RFC2409", "HUAWEI")},
        }
    both = nonces["initiator"] + nonces["responder"]
    case["skeyid"] = {
        "RFC2409": prf(hashlib.new(algorithm, both).digest(), cky_i, cky_r),
        "PLAIN_NONCES": prf(both, cky_i, cky_r),
    }
    return case


ENCRYPTION_CASES = [
    # prf(Ni_b, CKY-I) of 20 octets must be expanded for AES-256 (RFC 2409 5.3).
    encryption_case("sha1-aes256-rsa2048", "SHA1", 256, 2048, 20),
    encryption_case("sha2_256-aes128-rsa2048", "SHA2_256", 128, 2048, 16),
    encryption_case("sha2_512-aes192-rsa3072", "SHA2_512", 192, 3072, 32),
    # Both nonces together are longer than a block: the two forms of SKEYID are one.
    encryption_case("sha2_256-aes256-long-nonces", "SHA2_256", 256, 2048, 64),
]

CASES = [
    # SKEYID_e of 20 octets holds an AES-128 key, and must be expanded for the longer ones (RFC 2409 Appendix B).
    case("sha1-aes128-modp2048", "SHA1", 128, "MODP_2048", 32, None, 0, 36),
    case("sha1-aes192-ecp256", "SHA1", 192, "ECP_256", 32, "ECP_256", 32, 20),
    case("sha1-aes256-modp2048-pfs", "SHA1", 256, "MODP_2048", 32, "MODP_2048", 32, 64),
    case("sha2_256-aes256-modp3072", "SHA2_256", 256, "MODP_3072", 40, None, 0, 36),
    case("sha2_256-aes128-modp4096-pfs", "SHA2_256", 128, "MODP_4096", 40, "ECP_384", 48, 96),
    case("sha2_384-aes192-ecp384", "SHA2_384", 192, "ECP_384", 48, "MODP_3072", 40, 80),
    case("sha2_512-aes256-ecp521", "SHA2_512", 256, "ECP_521", 65, "ECP_521", 65, 96),
    case("sha2_512-aes256-modp6144", "SHA2_512", 256, "MODP_6144", 48, None, 0, 20),
    case("sha2_256-aes256-modp8192", "SHA2_256", 256, "MODP_8192", 50, None, 0, 64),
]

if __name__ == "__main__":
    for target, cases in ("ikev1-handshakes.json", CASES), ("ikev1-encryption.json", ENCRYPTION_CASES):
        target = pathlib.Path(__file__).with_name(target)
        target.write_text(json.dumps(cases, indent=1, default=lambda value: value.hex()) + "\n")
        print(f"{target.name}: {len(cases)} cases, {target.stat().st_size} octets")
