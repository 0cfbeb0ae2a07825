/** Certificates: given, taken away, and looked at. Somebody else's never lies on this device. */
import type { ServerRow } from "../../device/db";
import type { StoreContext } from "../context";
import { keep, ownId } from "../keep";
import { unsentOn } from "../punches/drafts";
import { giving } from "./draft";
import type { CertificateActs, ToldCertificate } from "./types";
import { certificatesIn } from "./view";

const LAST = "\uffff";

export function certificateActs(store: StoreContext): CertificateActs {
  return {
    certificates: async () => certificatesIn(await rowsOf(store), store.facts?.pending ?? []),
    certificate: (id) => told(store, id),
    certificateFile: (id, hash) => fileOf(store, id, hash),
    giveCertificate: (id, files, pages) =>
      keep(store, { ...giving(ownId(store), id, files, pages), after: unsentOn(store, [id]) }),
    removeCertificate: (id) => remove(store, id),
  };
}

async function rowsOf(store: StoreContext): Promise<ServerRow[]> {
  const { db } = await store.engine();
  return db.server_rows.where("[type+date]").between(["certificate", ""], ["certificate", LAST]).toArray();
}

async function told(store: StoreContext, id: string): Promise<ToldCertificate | "offline" | null> {
  const { session } = await store.engine();
  const path = `/api/v1/certificates/${encodeURIComponent(id)}`;
  const reply = await session.call({ method: "GET", path }).catch(() => null);
  if (reply?.status === 404) return null;
  if (reply?.status !== 200) return "offline";
  const { files } = reply.json as { files: { sha256: string }[] | null };
  return { files: files?.map(({ sha256 }) => sha256) ?? null };
}

async function fileOf(store: StoreContext, id: string, hash: string): Promise<Blob | null> {
  const { db, session } = await store.engine();
  const kept = await db.blobs.get(hash);
  if (kept) {
    const jpeg = new Uint8Array(kept.bytes)[0] === 0xff;
    return new Blob([kept.bytes], { type: jpeg ? "image/jpeg" : "application/pdf" });
  }
  const path = `/api/v1/certificates/${encodeURIComponent(id)}/files/${hash}`;
  const reply = await session.call({ method: "GET", path, file: true, timeout: 60_000 }).catch(() => null);
  return reply?.file?.blob ?? null;
}

/** One that the server never took goes without a word to it. */
async function remove(store: StoreContext, id: string) {
  const { db, engine } = await store.engine();
  const known = await db.server_rows.get(["certificate", id]);
  const own = (store.facts?.pending ?? []).filter((row) => row.entity === "certificate" && row.entity_id === id);
  const refused = own.filter(({ status }) => status === "attention");
  const standsThere = known !== undefined && !known.deleted;
  if (!standsThere && own.every(({ status }) => status === "attention" || status === "closed")) {
    for (const { op_id: opId } of refused) await engine.drop(opId);
    await store.refresh();
    return "saved" as const;
  }
  return keep(store, {
    type: "certificate.remove",
    subject: ownId(store),
    entity: { type: "certificate", id },
    body: {},
    base: "on_top",
    after: unsentOn(store, [id]),
    journal: { key: "journal.certificate.remove", params: {} },
  });
}
