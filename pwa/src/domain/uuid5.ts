/** Name-based ids (RFC 9562, version 5), synchronous: Web Crypto's digest is not. */

function block(words: Int32Array, state: number[]): void {
  let [a, b, c, d, e] = state as [number, number, number, number, number];
  for (let i = 0; i < 80; i++) {
    if (i > 15) {
      const mixed = words[i - 3]! ^ words[i - 8]! ^ words[i - 14]! ^ words[i - 16]!;
      words[i] = (mixed << 1) | (mixed >>> 31);
    }
    const round = (i / 20) | 0;
    const f = round === 0 ? (b & c) | (~b & d) : round === 2 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
    const k = [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][round]!;
    const next = (((a << 5) | (a >>> 27)) + f + e + k + words[i]!) | 0;
    [e, d, c, b, a] = [d, c, (b << 30) | (b >>> 2), a, next];
  }
  [a, b, c, d, e].forEach((word, i) => (state[i] = (state[i]! + word) | 0));
}

function sha1(bytes: number[]): number[] {
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  const padded = [...bytes, 0x80];
  while (padded.length % 64 !== 56) padded.push(0);
  const bits = bytes.length * 8;
  padded.push(0, 0, 0, 0, bits >>> 24, (bits >>> 16) & 255, (bits >>> 8) & 255, bits & 255);
  for (let at = 0; at < padded.length; at += 64) {
    const words = new Int32Array(80);
    for (let i = 0; i < 64; i++) words[i >> 2]! |= padded[at + i]! << (24 - (i % 4) * 8);
    block(words, state);
  }
  return state.flatMap((word) => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]);
}

/** The id of `name` within `namespace` (a uuid as text). */
export function uuid5(namespace: string, name: string): string {
  const room = namespace
    .replaceAll("-", "")
    .match(/../g)!
    .map((pair) => parseInt(pair, 16));
  const hash = sha1([...room, ...new TextEncoder().encode(name)]).slice(0, 16);
  hash[6] = (hash[6]! & 15) | 80;
  hash[8] = (hash[8]! & 63) | 128;
  const hex = hash.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
