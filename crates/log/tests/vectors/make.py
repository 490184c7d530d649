#!/usr/bin/env python3
"""Writes log.json from docs/LOG.md alone: nothing here is taken from the Rust code, and nothing but Python is needed.

make.py          prints the vectors
make.py --check [FILE]  says whether the file, log.json beside this one, holds them
"""
import base64, hashlib, hmac, json, pathlib, sys

# --- Ed25519, as RFC 8032 section 6 writes it (slow, and not for secrets) --------------------------------------------
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    A, B = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    C, E = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = B - A, E - C, E + C, B + A
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n, point):
    out = (0, 1, 1, 0)
    while n:
        if n & 1:
            out = add(out, point)
        point, n = add(point, point), n >> 1
    return out


Y = 4 * pow(5, P - 2, P) % P
X2 = (Y * Y - 1) * pow(D * Y * Y + 1, P - 2, P) % P
X = pow(X2, (P + 3) // 8, P)
if (X * X - X2) % P:
    X = X * pow(2, (P - 1) // 4, P) % P
if X & 1:
    X = P - X
BASE = (X, Y, 1, X * Y % P)


def packed(point):
    z = pow(point[2], P - 2, P)
    x, y = point[0] * z % P, point[1] * z % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def secret(seed):
    h = hashlib.sha512(seed).digest()
    a = int.from_bytes(h[:32], "little") & (1 << 254) - 8 | 1 << 254
    return a, h[32:]


def public_key(seed):
    return packed(times(secret(seed)[0], BASE))


def ed25519(seed, message):
    a, prefix = secret(seed)
    number = lambda data: int.from_bytes(hashlib.sha512(data).digest(), "little") % Q
    r = number(prefix + message)
    big_r = packed(times(r, BASE))
    s = (r + number(big_r + public_key(seed) + message) * a) % Q
    return big_r + s.to_bytes(32, "little")


# --- the tree (RFC 6962, section 2.1) --------------------------------------------------------------------------------
def sha256(data):
    return hashlib.sha256(data).digest()


def divide(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def root(d):
    if not d:
        return sha256(b"")
    if len(d) == 1:
        return sha256(b"\0" + d[0])
    k = divide(len(d))
    return sha256(b"\1" + root(d[:k]) + root(d[k:]))


def path(m, d):
    if len(d) == 1:
        return []
    k = divide(len(d))
    return path(m, d[:k]) + [root(d[k:])] if m < k else path(m - k, d[k:]) + [root(d[:k])]


def consistency(m, d, known=True):
    if m == len(d):
        return [] if known else [root(d)]
    k = divide(len(d))
    if m <= k:
        return consistency(m, d[:k], known) + [root(d[k:])]
    return consistency(m - k, d[k:], False) + [root(d[:k])]


# --- notes, checkpoints, cosignatures --------------------------------------------------------------------------------
def b64(data):
    return base64.b64encode(data).decode()


def key_id(name, kind, seed):
    return sha256(name.encode() + b"\n" + bytes([kind]) + public_key(seed))[:4]


def vkey(name, kind, seed):
    return f"{name}+{key_id(name, kind, seed).hex()}+{b64(bytes([kind]) + public_key(seed))}"


def line(name, kind, seed, signature):
    return f"\u2014 {name} {b64(key_id(name, kind, seed) + signature)}\n"


def note(text, name, seed):
    return text + "\n" + line(name, 1, seed, ed25519(seed, text.encode()))


def cosignature(text, name, seed, time):
    signature = ed25519(seed, f"cosignature/v1\ntime {time}\n{text}".encode())
    return line(name, 4, seed, time.to_bytes(8, "big") + signature)


# --- leaves ----------------------------------------------------------------------------------------------------------
def mac(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()


def commitment(values):
    return "waybill/leaf/commitment/1\n" + "".join(f"commit hmac-sha256:{value.hex()}\n" for value in values)


def blank(key, tick, i):
    place = b"waybill/blank/1" + tick.to_bytes(8, "big") + i.to_bytes(8, "big")
    return commitment([mac(key, place + bytes([part])) for part in range(3)])


def fact(text):
    if len(text.encode()) > 60000:
        return f"waybill/leaf/fact-hash/1\nsha256:{sha256(text.encode()).hex()}\n"
    return f"waybill/leaf/fact/1\n{text}\n"


def text_leaf(text):
    return f"waybill/leaf/text/1\nsha256:{sha256(text.encode()).hex()}\n"


def tick_leaf(number, facts, texts, salt, entries, head):
    commit = mac(salt, f'{{"entries":{entries},"head":"{head.hex()}"}}'.encode()).hex()
    return f'waybill/leaf/tick/1\n{{"commit":"hmac-sha256:{commit}","facts":{facts},"texts":{texts},"tick":{number}}}\n'


def close(key, number, new, last):
    count = -(-(len(new) + 1) // 64) * 64
    leaves = new + [blank(key, number, i) for i in range(count - 1 - len(new))]
    leaves.sort(key=lambda leaf: mac(key, b"waybill/order/1" + number.to_bytes(8, "big") + leaf.encode()))
    return leaves + [last]


# --- one small log ---------------------------------------------------------------------------------------------------
def vectors():
    origin, seed, seed2, blanks = "waybill/vests/4f9q0zkx2m", bytes([3] * 32), bytes([4] * 32), bytes([1] * 32)
    witness, witness_seed = "waybill/neighbours/w", bytes([5] * 32)
    gift_salt, gift_public = bytes([7] * 32), b'waybill/entry/1\n{"kind":"gift","sum":5000}'
    gift = commitment([mac(gift_salt, gift_public), mac(bytes([8] * 32), b"private"), mac(bytes([9] * 32), b"")])
    facts = ['{"id":"aaaaaaaaaaaaaaaaaaaa","step":23}', "x" * 60001]
    tick1 = {"number": 23, "facts": 2, "texts": 1, "salt": bytes([10] * 32), "entries": 1, "head": bytes([11] * 32)}
    tick2 = {**tick1, "number": 24, "entries": 66}
    more = [commitment([mac(bytes([part] * 32), str(n).encode()) for part in range(3)]) for n in range(65)]
    day1 = close(blanks, 23, [gift, fact(facts[0]), fact(facts[1]), text_leaf('{"n":1}')], tick_leaf(**tick1))
    day2 = close(blanks, 24, more, tick_leaf(**tick2))
    leaves = [leaf.encode() for leaf in day1 + day2]
    size = len(leaves)
    point = lambda d: f"{origin}\n{len(d)}\n{b64(root(d))}\n"
    signed, older = note(point(leaves), origin, seed), note(point(leaves[:64]), origin, seed)
    time = 1700000000
    index = leaves.index(gift.encode())
    proof = "".join(b64(one) + "\n" for one in path(index, leaves))
    receipt = (
        f"waybill/receipt/1\n{vkey(origin, 1, seed)}\n{b64(gift.encode())}\n\n"
        f"c2sp.org/tlog-proof@v1\nextra {b64(gift_salt + gift_public)}\nindex {index}\n{proof}\n{signed}"
    )
    request = "old 64\n" + "".join(b64(one) + "\n" for one in consistency(64, leaves)) + "\n" + signed
    bundle = b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)
    tile = b"".join(sha256(b"\0" + leaf) for leaf in leaves)
    known = [bytes.fromhex(one) for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")]
    return {
        "tree": {
            "leaves": [leaf.hex() for leaf in known],
            "roots": [root(known[:n]).hex() for n in range(9)],
            "inclusion": [{"index": i, "size": n, "proof": [one.hex() for one in path(i, known[:n])]} for n in range(1, 9) for i in range(n)],
            "consistency": [{"old": m, "new": n, "proof": [one.hex() for one in consistency(m, known[:n])]} for n in range(1, 9) for m in range(1, n + 1)],
        },
        "origin": origin, "seed": seed.hex(), "vkey": vkey(origin, 1, seed), "next_seed": seed2.hex(), "next_vkey": vkey(origin, 1, seed2),
        "witness": witness, "witness_seed": witness_seed.hex(), "witness_vkey": vkey(witness, 4, witness_seed),
        "blank_key": blanks.hex(), "salt": gift_salt.hex(), "public": gift_public.decode(), "gift": gift,
        "ticks": [
            {**{k: v.hex() if isinstance(v, bytes) else v for k, v in tick.items()}, "new": new, "leaves_sha256": [sha256(one.encode()).hex() for one in day]}
            for tick, new, day in ((tick1, [gift, fact(facts[0]), fact(facts[1]), text_leaf('{"n":1}')], day1), (tick2, more, day2))
        ],
        "facts": [facts[0], {"repeat": "x", "times": 60001}], "text": '{"n":1}', "last_leaf": day1[-1], "blank_0": blank(blanks, 23, 0),
        "size": size, "root": root(leaves).hex(),
        "bundle": {"path": f"tile/entries/000.p/{size}", "sha256": sha256(bundle).hex()},
        "tile": {"path": f"tile/0/000.p/{size}", "sha256": sha256(tile).hex()},
        "older": older, "checkpoint": signed, "time": time, "cosigned": signed + cosignature(point(leaves), witness, witness_seed, time),
        "receipt": receipt, "request": request,
        "keys": vkey(origin, 1, seed) + "\n\n" + note(f"waybill/key/1\n{vkey(origin, 1, seed2)}\n", origin, seed),
    }


text = json.dumps(vectors(), indent=1, ensure_ascii=False) + "\n"
if sys.argv[1:2] == ["--check"]:
    file = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).with_name("log.json")
    sys.exit(None if file.read_text() == text else f"{file} does not hold what docs/LOG.md makes")
print(text, end="")
