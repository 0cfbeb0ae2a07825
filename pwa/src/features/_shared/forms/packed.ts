/** A file's bytes in base64. */
export async function packed(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** A file that somebody has chosen. It is read from then on: who sends it waits for `content`, null where it cannot be read. */
export interface ChosenFile {
  name: string;
  size: number;
  content: Promise<string | null>;
}

/** The file as chosen; null without one, or where it has more bytes than `most`. */
export function chosen(file: File | undefined, most: number): ChosenFile | null {
  if (!file || file.size > most) return null;
  return { name: file.name, size: file.size, content: packed(file).catch(() => null) };
}
