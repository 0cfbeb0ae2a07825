/** Sends what waits while no page is open. Pages may be sending the same at once: the ids make that harmless. */
import { LeimaDb, SIGNED_OUT } from "../device/db";
import { partsOf } from "../sync/engine";
import type { Outcome } from "../sync/sender";
import type { Ports } from "../device/ports";
import { Session } from "../sync/session";

const PREFIX = "leima-";

/** Throws while something is still unsent for want of a network, so that the browser tries again later. */
export async function sendAll(ports: Ports): Promise<void> {
  let later = false;
  for (const { name } of await indexedDB.databases()) {
    if (!name?.startsWith(PREFIX)) continue;
    later = (await sendFor(name.slice(PREFIX.length), ports)) || later;
  }
  if (later) throw new Error("something is still unsent");
}

/** Sends one person's queue if they have not signed out and the session is theirs. True when it has to be tried again. */
export async function sendFor(person: string, ports: Ports): Promise<boolean> {
  const db = new LeimaDb(person);
  const session = new Session(ports, person);
  try {
    await db.open();
    if (await db.value<boolean>(SIGNED_OUT)) return false;
    if ((await unsent(db)) === 0) return false;
    const { sender, files } = partsOf(db, person, "service-worker", session, ports);
    const send = async (): Promise<Outcome> => {
      const outcome = await ports.lock("send", (held) => sender.flush(held), { patience: 10_000 });
      if (outcome.answered > 0) ports.post({ kind: "changed", person });
      return outcome;
    };
    const first = await send();
    if (first.kind !== "empty") return first.kind === "later";
    let filed = 0;
    const left = await files.flush(() => void (filed += 1));
    if (left.kind === "auth") return false;
    if (filed > 0) await send();
    // A page that may be sending without the lock keeps its lease: what is left is tried again when that has ended.
    return left.kind === "later" || (await unsent(db)) > 0;
  } finally {
    session.stop();
    db.close();
  }
}

function unsent(db: LeimaDb): Promise<number> {
  return db.outbox.where("status").anyOf("queued", "sending").count();
}
