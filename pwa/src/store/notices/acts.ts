/** Notices to the person; to have read one is an operation. */
import type { StoreContext } from "../context";
import { keep, ownId } from "../keep";
import { ownRows } from "../ownRows";
import type { NoticeActs, NoticeRow } from "./types";

export function noticeActs(store: StoreContext): NoticeActs {
  return {
    notices: () => notices(store),
    readNotice: (id) =>
      keep(store, {
        type: "notice.read",
        subject: ownId(store),
        entity: { type: "notice", id },
        body: {},
        journal: { key: "journal.notice.read", params: {} },
      }),
  };
}

async function notices(store: StoreContext): Promise<NoticeRow[]> {
  const rows = await ownRows(store, "notice");
  const read = new Set((store.facts?.pending ?? []).filter((o) => o.type === "notice.read").map((o) => o.entity_id));
  const shown = rows.map(({ id, data }) => ({
    id,
    at: data.at as number,
    kind: data.kind as string,
    params: data.params as Record<string, unknown>,
    read: data.read_at !== null || read.has(id),
  }));
  return shown.sort((a, b) => b.at - a.at);
}
