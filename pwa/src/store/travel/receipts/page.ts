/**
 * A photo or a PDF as this device keeps and sends it. A photo is upright, no larger than the server keeps it, and tells
 * nothing of where, when and by what it was taken: the server then keeps the very bytes. Runs in a worker of its own.
 */
import { isPlainJpeg, plainJpeg } from "./plainJpeg";

/** Pixels of the longer side, as in `backend/leima/world/files/photo.py`. */
export const LONGEST = 3000;
/** Bytes of a file at the most, as in `backend/leima/features/attachments/routes.py`. */
export const MOST_BYTES = 10 * 1024 * 1024;
/** A photo larger than this is none of a phone's: it is not even opened. */
const MOST_CAMERA_BYTES = 64 * 1024 * 1024;
const QUALITY = 0.8;
const SMALL = { longest: 240, quality: 0.7 };
const HEIF = new Set(["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1", "avif"]);

/** A page that was taken: its bytes, their SHA-256, and a small picture of it (none of a PDF). */
export interface Page {
  hash: string;
  media: "image/jpeg" | "application/pdf";
  bytes: ArrayBuffer;
  small?: ArrayBuffer;
}

/** Why a file cannot be taken, as the code of its sentence. */
export type Unfit = "large" | "heic" | "unreadable";

/** The file as it is kept. Never throws. */
export async function pageOf(file: Blob): Promise<Page | Unfit> {
  if (file.size > MOST_CAMERA_BYTES) return "large";
  const head = new Uint8Array(await file.slice(0, 1024).arrayBuffer());
  if (latin(head).includes("%PDF-")) return pdfOf(file);
  try {
    return await photoOf(file);
  } catch {
    const heif = latin(head.subarray(4, 8)) === "ftyp" && HEIF.has(latin(head.subarray(8, 12)));
    return heif ? "heic" : "unreadable";
  }
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

async function pdfOf(file: Blob): Promise<Page | Unfit> {
  if (file.size > MOST_BYTES) return "large";
  const bytes = await file.arrayBuffer();
  return { hash: await hashOf(bytes), media: "application/pdf", bytes };
}

async function photoOf(file: Blob): Promise<Page> {
  const photo = await createImageBitmap(file, { imageOrientation: "from-image" });
  const small = await drawn(photo, SMALL.longest, SMALL.quality);
  const given = new Uint8Array(await file.arrayBuffer());
  const fits = Math.max(photo.width, photo.height) <= LONGEST && given.length <= MOST_BYTES && isPlainJpeg(given);
  const kept = fits ? given : await drawn(photo, LONGEST, QUALITY);
  photo.close();
  return { hash: await hashOf(kept.buffer), media: "image/jpeg", bytes: kept.buffer, small: small.buffer };
}

/** The picture on a white sheet, so that nothing comes along but what is seen. */
async function drawn(photo: ImageBitmap, longest: number, quality: number): Promise<Uint8Array<ArrayBuffer>> {
  const share = Math.min(1, longest / Math.max(photo.width, photo.height));
  const [width, height] = [photo.width, photo.height].map((side) => Math.max(1, Math.round(side * share)));
  const sheet = new OffscreenCanvas(width!, height!);
  const pen = sheet.getContext("2d", { alpha: false })!;
  pen.fillStyle = "white";
  pen.fillRect(0, 0, width!, height!);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(photo, 0, 0, width!, height!);
  const jpeg = await sheet.convertToBlob({ type: "image/jpeg", quality });
  const plain = plainJpeg(new Uint8Array(await jpeg.arrayBuffer()));
  if (!plain) throw new Error("the browser made no JPEG");
  return plain;
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
