import "./decide.css";
import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { InboxItem, InboxView, Word } from "../../store/appState";
import { Button } from "../../ui/Button";
import { localTime } from "../../ui/formats";
import { go, openSheet } from "../../ui/router";
import { Sheet } from "../../ui/Sheet";
import { language, siteZone, t, tn } from "../../ui/words";
import { Refusing } from "../_shared/forms/Refusing";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { HeldBack } from "./HeldBack";
import { isApprovable, isReturnable, sumsOf, totalsText, whereToLook } from "./sums";

/** All that waits for the supervisor: chosen, looked at as one, and approved or returned as it was seen. */
export function ApproveMany({ onClose }: { onClose: () => void }) {
  const { acts, sync, session } = useApp();
  const view = useSignal<InboxView | null | "coming">("coming");
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const sent = useSignal<Sent>(new Map());
  const { unsent, kind, attention } = sync.value;
  const load = async (): Promise<void> => void (view.value = await acts.inbox());
  useEffect(() => void load(), [unsent, kind === "offline", attention]);
  const { value } = view;
  if (value === "coming") return <Framed onClose={onClose} text={t("common.loading")} />;
  if (!value) return <Framed onClose={onClose} text={t("team.offline")} />;
  const own = session.value.person ?? "";
  const items = value.items.filter(({ person }) => person !== own);
  const picked = items.filter((item) => isApprovable(item) && chosen.value.has(item.id));
  const decide = async (word: Word, some: readonly InboxItem[], reason: string): Promise<void> => {
    const saved = await acts.decideSeen(some, word, reason);
    if (saved !== "saved") return announce(saved, "");
    sent.value = new Map([...sent.value, ...some.map(({ id }) => [id, word] as const)]);
    chosen.value = new Set([...chosen.value].filter((id) => !some.some((one) => one.id === id)));
    await load();
  };
  return (
    <Sheet title={t("decide.title")} onClose={onClose}>
      {value.offline ? <p class="note">{t("decide.offline")}</p> : null}
      <Outcome view={value} sent={sent.value} onSeen={load} />
      {items.length === 0 ? <p class="muted">{t("decide.empty")}</p> : null}
      <Choosing items={items} chosen={chosen} />
      <ul class="decide-items" aria-label={t("decide.title")}>
        {items.map((item) => (
          <Item key={item.kind + item.id} item={item} chosen={chosen} changed={isHeld(value, item)} onClose={onClose} />
        ))}
      </ul>
      {items.length ? <Chosen picked={picked} onDecide={decide} /> : null}
    </Sheet>
  );
}

const isHeld = ({ held }: InboxView, { id }: InboxItem): boolean =>
  held.some(({ entity, changed }) => entity === id && changed);

function Framed({ text, onClose }: { text: string; onClose: () => void }) {
  return (
    <Sheet title={t("decide.title")} onClose={onClose}>
      <p class="loading">{text}</p>
    </Sheet>
  );
}

/** What was said here of each thing, by its id. */
type Sent = ReadonlyMap<string, Word>;

/** What became of what was decided here: done, on its way, or held back by name. */
function Outcome({ view, sent, onSeen }: { view: InboxView; sent: Sent; onSeen: () => unknown }) {
  const held = new Set(view.held.map(({ entity }) => entity));
  const sending = [...sent.keys()].filter((id) => view.sending.includes(id)).length;
  const done = [...sent].filter(([id]) => !held.has(id) && !view.sending.includes(id));
  const returned = done.filter(([, word]) => word === "return").length;
  const approved = done.length - returned;
  return (
    <>
      <p role="status" class="decide-outcome">
        {approved > 0 ? <b>{tn("decide.done", approved)}</b> : null}
        {returned > 0 ? <b>{tn("decide.returned", returned)}</b> : null}
        {sending > 0 ? <span>{tn("decide.sending", sending)}</span> : null}
        {held.size > 0 ? <span>{tn("decide.held", held.size)}</span> : null}
      </p>
      <HeldBack held={view.held} onSeen={onSeen} />
    </>
  );
}

type Chosen = Signal<ReadonlySet<string>>;

function Choosing({ items, chosen }: { items: readonly InboxItem[]; chosen: Chosen }) {
  const all = items.filter(isApprovable).map(({ id }) => id);
  if (all.length === 0) return null;
  return (
    <div class="row-buttons">
      <Button onClick={() => (chosen.value = new Set(all))}>{t("decide.all", { n: all.length })}</Button>
      {chosen.value.size > 0 ? <Button onClick={() => (chosen.value = new Set())}>{t("decide.none")}</Button> : null}
    </div>
  );
}

interface ItemProps {
  item: InboxItem;
  chosen: Chosen;
  /** It changed after it was approved here: shown anew, and said so. */
  changed: boolean;
  onClose: () => void;
}

function Item({ item, chosen, changed, onClose }: ItemProps) {
  const { id, title, name, totals } = item;
  const turn = (): void => {
    const now = new Set(chosen.value);
    if (!now.delete(id)) now.add(id);
    chosen.value = now;
  };
  const open = (): void => {
    const place = whereToLook(item);
    if (place.sheet) return openSheet(place.sheet, id);
    onClose();
    go(place.path);
  };
  const told = totalsText([totals], language());
  return (
    <li class="decide-item">
      {isApprovable(item) ? (
        <input
          type="checkbox"
          aria-label={t("decide.pick", { title, name })}
          checked={chosen.value.has(id)}
          onChange={turn}
        />
      ) : (
        <span class="decide-no-box" />
      )}
      <span class="decide-about">
        <button type="button" class="decide-open" onClick={open}>
          <b>{name}</b> {title}
        </button>
        <small>{told}</small>
        <Marks item={item} changed={changed} />
      </span>
    </li>
  );
}

function Marks({ item, changed }: { item: InboxItem; changed: boolean }) {
  const { due_at: due, waits_for: who } = item;
  const late = due !== null && due !== undefined && Date.parse(due) <= Date.now();
  const date = due ? localTime(Date.parse(due) - 1, siteZone()).date : "";
  return (
    <>
      {changed ? <small class="decide-warm">{t("decide.changed")}</small> : null}
      {due ? (
        <small class={late ? "decide-warm" : ""}>{t(late ? "decide.overdue" : "decide.due", { date })}</small>
      ) : null}
      {who ? <small>{t("decide.waits_for", { name: who })}</small> : null}
      {isApprovable(item) || who ? null : <small>{t("decide.one_by_one")}</small>}
    </>
  );
}

interface ChosenProps {
  picked: readonly InboxItem[];
  onDecide: (word: Word, some: readonly InboxItem[], reason: string) => Promise<void>;
}

/** What the selection is: how many, by kind what they amount to, and what of it cannot be returned. */
function Chosen({ picked, onDecide }: ChosenProps) {
  const back = picked.filter(isReturnable);
  return (
    <section class="decide-chosen" aria-label={tn("decide.chosen", picked.length)}>
      <p aria-live="polite">{picked.length === 0 ? t("decide.nothing") : tn("decide.chosen", picked.length)}</p>
      <ul>
        {sumsOf(picked, language()).map(({ kind, n, told }) => (
          <li key={kind}>
            {t(`decide.kind.${kind}`)}: {n}
            {told ? ` – ${told}` : ""}
          </li>
        ))}
      </ul>
      <NotReturned items={picked.filter((item) => !isReturnable(item))} />
      {picked.length > 0 ? (
        <Refusing
          key={String(back.length > 0)}
          id="many"
          yes={tn("decide.approve", picked.length)}
          no={back.length > 0 ? tn("decide.return", back.length) : ""}
          onYes={() => onDecide("approve", picked, "")}
          onNo={(reason) => onDecide("return", back, reason)}
        />
      ) : null}
    </section>
  );
}

function NotReturned({ items }: { items: readonly InboxItem[] }) {
  if (items.length === 0) return null;
  return (
    <p class="muted decide-not-returned" tabIndex={0}>
      {t("decide.not_returned", { what: items.map(named).join("; ") })}
    </p>
  );
}

const named = ({ name, title }: InboxItem): string => `${name}, ${title}`;
