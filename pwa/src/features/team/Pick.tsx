import { type ReadonlySignal, type Signal, useSignal } from "@preact/signals";
import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useLayoutEffect } from "preact/hooks";
import type { InboxItem, InboxView } from "../../store/appState";
import { localTime } from "../../ui/formats";
import { siteZone, t } from "../../ui/words";
import { isApprovable } from "../_shared/decisions/sums";
import { useApp } from "../_shared/useApp";

/** All that waits, what of it is chosen, and which things have a card of their own on the screen. */
export interface Inbox {
  view: ReadonlySignal<InboxView | null>;
  chosen: Signal<ReadonlySet<string>>;
  carded: Signal<ReadonlySet<string>>;
  load: () => Promise<void>;
}

const InboxContext = createContext<Inbox | null>(null);
export const WithInbox = InboxContext.Provider;
export const useInbox = (): Inbox => useContext(InboxContext)!;

/** What waits as the server tells it, again whenever this device knows more. */
export function useReadInbox(): Inbox {
  const { acts, sync, team } = useApp();
  const view = useSignal<InboxView | null>(null);
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const carded = useSignal<ReadonlySet<string>>(new Set());
  const { unsent, kind, attention } = sync.value;
  const load = async (): Promise<void> => void (view.value = await acts.inbox());
  useEffect(() => void load(), [unsent, kind === "offline", attention, team.value]);
  return { view, chosen, carded, load };
}

/** What waits for this person's word: nobody decides on their own. */
export function useWaiting(): readonly InboxItem[] {
  const own = useApp().session.value.person ?? "";
  return useInbox().view.value?.items.filter(({ person }) => person !== own) ?? [];
}

const without = (set: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  new Set([...set].filter((one) => one !== id));

interface PickProps {
  /** Its id in the inbox. */
  id: string;
  children: ComponentChildren;
}

/** A card of something that waits; where one yes decides it, it can be chosen to be decided with others. */
export function Pick({ id, children }: PickProps) {
  const { carded } = useInbox();
  const item = useWaiting().find((one) => one.id === id);
  useLayoutEffect(() => {
    carded.value = new Set([...carded.value, id]);
    return () => void (carded.value = without(carded.value, id));
  }, [id]);
  return (
    <div class="team-pick">
      {item ? <Box item={item} /> : null}
      {children}
    </div>
  );
}

/** The box of a thing, and what is to be known of its time. */
export function Box({ item }: { item: InboxItem }) {
  const { chosen, view } = useInbox();
  const { id, title, name } = item;
  const turn = (): void => {
    const now = chosen.value;
    chosen.value = now.has(id) ? without(now, id) : new Set([...now, id]);
  };
  return (
    <>
      {isApprovable(item) ? (
        <input
          type="checkbox"
          class="team-box"
          aria-label={t("decide.pick", { title, name })}
          checked={chosen.value.has(id)}
          onChange={turn}
        />
      ) : null}
      <Marks item={item} changed={view.value?.held.some((one) => one.entity === id && one.changed) ?? false} />
    </>
  );
}

/** It changed after it was approved here, it is late, it is another's, or it takes more than a word. */
function Marks({ item, changed }: { item: InboxItem; changed: boolean }) {
  const { due_at: due, waits_for: who } = item;
  const late = due !== null && due !== undefined && Date.parse(due) <= Date.now();
  const date = due ? localTime(Date.parse(due) - 1, siteZone()).date : "";
  if (!changed && !due && !who) return null;
  return (
    <p class="team-marks-of">
      {changed ? <small class="warm">{t("decide.changed")}</small> : null}
      {due ? <small class={late ? "warm" : ""}>{t(late ? "decide.overdue" : "decide.due", { date })}</small> : null}
      {who ? <small>{t("decide.waits_for", { name: who })}</small> : null}
    </p>
  );
}
