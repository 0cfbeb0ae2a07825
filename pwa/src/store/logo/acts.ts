/** The logo lies among the copies of what the API said: it goes at the sign-out, as everything else that it said. */
import type { StoreContext } from "../context";
import type { KeptLogo, LogoActs } from "./types";

const PATH = "/api/v1/logo";
const LAST = "\uffff";

interface Copy {
  version: string;
  bytes: ArrayBuffer;
}

export function logoActs(store: StoreContext): LogoActs {
  return { logo: (version) => read(store, version) };
}

async function read(store: StoreContext, told: string | null | undefined): Promise<KeptLogo | null> {
  const { db, session } = await store.engine();
  const wanted = told === undefined ? await known(store) : told;
  const kept = await db.copy<Copy>(PATH);
  if (wanted === null) {
    if (kept) await db.dropCopy(PATH);
    return null;
  }
  if (kept?.version === wanted) return shown(kept);
  const reply = await session.call({ method: "GET", path: PATH, file: true }).catch(() => null);
  const blob = reply?.file?.blob;
  // Until the new one comes, the earlier one stays.
  if (!blob) return kept && reply?.status !== 404 ? shown(kept) : null;
  const copy: Copy = { version: wanted, bytes: await blob.arrayBuffer() };
  await db.keepCopy(PATH, copy);
  return shown(copy);
}

function shown({ version, bytes }: Copy): KeptLogo {
  return { version, blob: new Blob([bytes], { type: "image/png" }) };
}

/** The version that the organisation's row names; null where it names none, or is not here yet. */
async function known(store: StoreContext): Promise<string | null> {
  const { db } = await store.engine();
  const row = await db.server_rows.where("[type+id]").between(["organisation", ""], ["organisation", LAST]).first();
  return (row?.data.logo as string | null | undefined) ?? null;
}
