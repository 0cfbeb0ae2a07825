/** A JPEG with nothing but its picture: no place, no note, no profile. Twin of `is_plain` in `backend/leima/world/files/photo.py`. */

const [START, END, SCAN, JFIF] = [0xd8, 0xd9, 0xda, 0xe0];
/** Segments that a picture needs: frames, tables, restarts, and JFIF's own head. */
const PLAIN = new Set([0xc0, 0xc1, 0xc2, 0xc4, 0xdb, 0xdd, JFIF]);
const HEAD = [0x4a, 0x46, 0x49, 0x46, 0];

/** The parts of a JPEG that are kept, as pairs of from and to; null when it is damaged or cut off. */
function partsOf(bytes: Uint8Array): [number, number][] | null {
  if (bytes[0] !== 0xff || bytes[1] !== START) return null;
  const parts: [number, number][] = [[0, 2]];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    let next = at + 2 + bytes[at + 2]! * 256 + bytes[at + 3]!;
    if (marker === SCAN) next = afterScan(bytes, next);
    if (marker === SCAN || isKept(bytes, at, marker)) parts.push([at, next]);
    at = next;
    if (bytes[at] === 0xff && bytes[at + 1] === END) return [...parts, [at, at + 2]];
  }
  return null;
}

function isKept(bytes: Uint8Array, at: number, marker: number): boolean {
  return PLAIN.has(marker) && (marker !== JFIF || HEAD.every((byte, n) => bytes[at + 4 + n] === byte));
}

/** Where the next marker stands; within a scan FF is followed by 0 or by the number of a restart. */
function afterScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at)) {
    const next = bytes[at + 1]!;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
    at += 2;
  }
  return bytes.length;
}

/** The same picture without all else; null when the JPEG is damaged. */
export function plainJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const parts = partsOf(bytes);
  if (!parts) return null;
  const plain = new Uint8Array(parts.reduce((size, [from, to]) => size + to - from, 0));
  let at = 0;
  for (const [from, to] of parts) {
    plain.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  return plain;
}

/** Whether a JPEG holds nothing but its picture already. */
export function isPlainJpeg(bytes: Uint8Array): boolean {
  return plainJpeg(bytes)?.length === bytes.length;
}
