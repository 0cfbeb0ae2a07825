/** The operation by which a certificate is given, with its files. */
import type { Draft } from "../../device/operations";
import type { Page } from "../travel/receipts/types";

/** A file's bytes go along where they are new here, its name alone where they are not. */
export function giving(
  subject: string,
  id: string,
  files: readonly string[],
  pages: readonly Page[],
): Draft & { entity: { type: "certificate"; id: string } } {
  const fresh = new Map(pages.map((page) => [page.hash, page]));
  return {
    type: "certificate.save",
    subject,
    entity: { type: "certificate", id },
    body: { files: [...files] },
    base: "on_top",
    files: files.map((hash) => {
      const page = fresh.get(hash);
      return page ? { hash, bytes: page.bytes, ...(page.small ? { small: page.small } : {}) } : { hash };
    }),
    journal: { key: "journal.certificate.save", params: {} },
  };
}

/** What is kept in the same moment as the absence or request that it belongs to, and sent after it. */
export function givenWith(subject: string, id: string, pages: readonly Page[]): Pick<Draft, "also"> {
  if (pages.length === 0) return {};
  const hashes = pages.map(({ hash }) => hash);
  return { also: [{ ...giving(subject, id, hashes, pages), follows: true }] };
}
