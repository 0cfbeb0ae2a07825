/** What the server tells of other people, kept on this device until it tells anew or the person signs out. */
import type { Known, Reply } from "../api/replies";
import type { StoreContext } from "./context";

const NOT_THEIRS = [403, 404];
/** Bytes of JSON that are kept at most: a whole big company is not carried in a pocket. */
const MOST = 400_000;

interface Told<T> {
  said: T | null;
  /** Whether the server said it just now. */
  fresh: boolean;
}

/** What a path of the API says; without an answer what it last said to this device, null where it never did. */
export async function lastTold<const S extends string>(
  store: StoreContext,
  path: S & Known<"get", S>,
): Promise<Told<Reply<"get", S>>> {
  const { session, db } = await store.engine();
  const reply = await session.call({ method: "GET", path }).catch(() => null);
  if (reply?.status === 200) {
    const copied = JSON.stringify(reply.json).length <= MOST ? db.keepCopy(path, reply.json) : db.dropCopy(path);
    await copied.catch(() => {});
    return { said: reply.json as Reply<"get", S>, fresh: true };
  }
  if (NOT_THEIRS.includes(reply?.status ?? 0)) await db.dropCopy(path).catch(() => {});
  return { said: (await db.copy<Reply<"get", S>>(path).catch(() => undefined)) ?? null, fresh: false };
}
