/** Receipts: looked at, kept with their pages, and taken away, without a network too. */
import type { ServerRow } from "../../../device/db";
import { type Draft, type OutboxRow, SMALL } from "../../../device/operations";
import type { StoreContext } from "../../context";
import { keep, ownId } from "../../keep";
import { unsentOn } from "../../punches/drafts";
import { euroRateOnDevice, ratesOnDevice } from "../rates";
import { takePage } from "./taking";
import type { Page, ReceiptActs, ReceiptBody } from "./types";
import { receiptsIn, tripsIn } from "./view";

const LAST = "\uffff";

export function receiptActs(store: StoreContext): ReceiptActs {
  return {
    receipts: async (claim) => {
      const own = ({ data }: ServerRow): boolean => data.person === ownId(store);
      const rows = (await rowsOf(store, "receipt")).filter((row) => (claim ? row.data.claim === claim : own(row)));
      const found = receiptsIn(rows, store.facts?.pending ?? []);
      return claim ? found.filter(({ body }) => body.claim === claim) : found;
    },
    takePage,
    saveReceipt: (id, body, pages) => keep(store, saving(store, id, body, pages)),
    removeReceipt: (id) => removeReceipt(store, id),
    newReceipt: async () => store.ports.uuid(),
    receiptTrips: async (claim) => tripsIn(await rowsOf(store, "trip"), store.facts?.pending ?? [], claim),
    receiptFile: (hash, claim) => fileOf(store, hash, claim),
    receiptSmall: async (hash) => {
      const { db } = await store.engine();
      const small = await db.blobs.get(SMALL + hash);
      return small ? new Blob([small.bytes], { type: "image/jpeg" }) : null;
    },
    receiptRates: () => ratesOnDevice(store),
    currencyRate: (currency, date) => euroRateOnDevice(store, currency, date),
  };
}

async function rowsOf(store: StoreContext, type: string): Promise<ServerRow[]> {
  const { db } = await store.engine();
  return db.server_rows.where("[type+date]").between([type, ""], [type, LAST]).toArray();
}

/** The operation with its files: their bytes where they are new here, their names where they are not. */
function saving(store: StoreContext, id: string, body: ReceiptBody, pages: readonly Page[]): Draft {
  const fresh = new Map(pages.map((page) => [page.hash, page]));
  const files = body.files.map((hash) => {
    const page = fresh.get(hash);
    return page ? { hash, bytes: page.bytes, ...(page.small ? { small: page.small } : {}) } : { hash };
  });
  return {
    type: "receipt.save",
    subject: ownId(store),
    entity: { type: "receipt", id },
    body: { ...body },
    base: "on_top",
    after: unsentOn(store, [id, body.claim, ...(body.trip ? [body.trip] : [])]),
    files,
    journal: { key: "journal.receipt.save", params: { supplier: body.supplier } },
  };
}

/** One that the server never took goes without a word to it. */
async function removeReceipt(store: StoreContext, id: string) {
  const { db, engine } = await store.engine();
  const known = await db.server_rows.get(["receipt", id]);
  const own = (store.facts?.pending ?? []).filter((row) => row.entity_id === id);
  const refused = own.filter((row) => row.status === "attention");
  if (!known && own.every(isRefused)) {
    for (const row of refused) await engine.drop(row.op_id);
    await store.refresh();
    return "saved" as const;
  }
  return keep(store, {
    type: "receipt.remove",
    subject: ownId(store),
    entity: { type: "receipt", id },
    body: {},
    base: "on_top",
    after: unsentOn(store, [id]),
    journal: { key: "journal.receipt.remove", params: {} },
  });
}

const isRefused = ({ status }: OutboxRow): boolean => status === "attention" || status === "closed";

async function fileOf(store: StoreContext, hash: string, claim: string): Promise<Blob | null> {
  const { db, session } = await store.engine();
  const kept = await db.blobs.get(hash);
  if (kept) return new Blob([kept.bytes], { type: mediaOf(new Uint8Array(kept.bytes)) });
  // One's own is there before its claim is; another's only by its claim.
  const others = (await db.server_rows.get(["claim", claim]))?.data.person;
  const own = others === undefined || others === ownId(store) ? [`/api/v1/blobs/${hash}`] : [];
  for (const path of [...own, `/api/v1/claims/${claim}/files/${hash}`]) {
    const reply = await session.call({ method: "GET", path, file: true, timeout: 60_000 }).catch(() => null);
    if (reply?.file) return reply.file.blob;
  }
  return null;
}

function mediaOf(bytes: Uint8Array): string {
  return bytes[0] === 0xff ? "image/jpeg" : "application/pdf";
}
