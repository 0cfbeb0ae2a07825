import { useSignal } from "@preact/signals";
import { type ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { InboxItem, InboxView, Word } from "../../store/appState";
import { Button } from "../../ui/Button";
import { go, openSheet } from "../../ui/router";
import { language, t, tn } from "../../ui/words";
import { isApprovable, isReturnable, sumsOf, totalsText, whereToLook } from "../_shared/decisions/sums";
import { Refusing } from "../_shared/forms/Refusing";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { HeldBack } from "./HeldBack";
import { Box, useInbox, useReadInbox, useWaiting, WithInbox } from "./Pick";

/** All that waits as one list of cards: each decided by itself, or chosen and decided with others as it was seen. */
export function Waiting({ children }: { children: ComponentChildren }) {
  const inbox = useReadInbox();
  return (
    <WithInbox value={inbox}>
      <section class="team-decisions" aria-label={t("decide.title")}>
        <Decisions>{children}</Decisions>
      </section>
    </WithInbox>
  );
}

function Decisions({ children }: { children: ComponentChildren }) {
  const { acts } = useApp();
  const { view, chosen, load } = useInbox();
  const sent = useSignal<Sent>(new Map());
  const items = useWaiting();
  const picked = items.filter((item) => isApprovable(item) && chosen.value.has(item.id));
  const decide = async (word: Word, some: readonly InboxItem[], reason: string): Promise<void> => {
    const saved = await acts.decideSeen(some, word, reason);
    if (saved !== "saved") return announce(saved, "");
    sent.value = new Map([...sent.value, ...some.map(({ id }) => [id, word] as const)]);
    chosen.value = new Set([...chosen.value].filter((id) => !some.some((one) => one.id === id)));
    await Promise.all([load(), acts.loadTeam()]);
  };
  return (
    <>
      {view.value ? <Outcome view={view.value} sent={sent.value} onSeen={load} /> : null}
      <Choosing items={items} />
      {children}
      <Rest items={items} />
      {picked.length ? <Chosen picked={picked} onDecide={decide} /> : null}
    </>
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
      <p role="status" class="team-outcome">
        {approved > 0 ? <b>{tn("decide.done", approved)}</b> : null}
        {returned > 0 ? <b>{tn("decide.returned", returned)}</b> : null}
        {sending > 0 ? <span>{tn("decide.sending", sending)}</span> : null}
        {held.size > 0 ? <span>{tn("decide.held", held.size)}</span> : null}
      </p>
      <HeldBack held={view.held} onSeen={onSeen} />
    </>
  );
}

function Choosing({ items }: { items: readonly InboxItem[] }) {
  const { chosen } = useInbox();
  const all = items.filter(isApprovable).map(({ id }) => id);
  if (all.length === 0) return null;
  return (
    <div class="row-buttons">
      <Button onClick={() => (chosen.value = new Set(all))}>{t("decide.all", { n: all.length })}</Button>
      {chosen.value.size > 0 ? <Button onClick={() => (chosen.value = new Set())}>{t("decide.none")}</Button> : null}
    </div>
  );
}

/** Until the cards have been read, what has one by its kind is not listed beside it. */
const READ_MS = 1_500;
const CARDED = new Set([
  "month",
  "change_request",
  "leave",
  "saving",
  "claim",
  "correction",
  "work_order",
  "kiky_mark",
]);

/** What waits and has no card here: it is opened where its person's days are. */
function Rest({ items }: { items: readonly InboxItem[] }) {
  const { carded } = useInbox();
  const read = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => (read.value = true), READ_MS);
    return () => clearTimeout(timer);
  }, []);
  const bare = ({ kind, waits_for: who }: InboxItem): boolean => Boolean(who) || !CARDED.has(kind);
  const rest = items.filter((item) => !carded.value.has(item.id) && (read.value || bare(item)));
  if (rest.length === 0) return null;
  return (
    <section class="team-inbox" aria-labelledby="waits-too">
      <h2 id="waits-too">{t("decide.others")}</h2>
      {rest.map((item) => (
        <div key={item.kind + item.id} class="team-pick">
          <Box item={item} />
          <Item item={item} />
        </div>
      ))}
    </section>
  );
}

function Item({ item }: { item: InboxItem }) {
  const { id, title, name, totals } = item;
  const open = (): void => {
    const { sheet, path } = whereToLook(item);
    if (sheet) openSheet(sheet, id);
    else go(path);
  };
  return (
    <article class="card team-decision">
      <h3>{name}</h3>
      <p>{[title, totalsText([totals], language())].filter(Boolean).join(" · ")}</p>
      <Button label={t("decide.look", { title, name })} onClick={open}>
        {t("travel.look")}
      </Button>
    </article>
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
    <section class="card team-chosen" aria-label={tn("decide.chosen", picked.length)} tabIndex={0}>
      <p aria-live="polite">{tn("decide.chosen", picked.length)}</p>
      <ul>
        {sumsOf(picked, language()).map(({ kind, n, told }) => (
          <li key={kind}>
            {t(`decide.kind.${kind}`)}: {n}
            {told ? ` · ${told}` : ""}
          </li>
        ))}
      </ul>
      <NotReturned items={picked.filter((item) => !isReturnable(item))} />
      <Refusing
        key={String(back.length > 0)}
        id="many"
        yes={tn("decide.approve", picked.length)}
        no={back.length > 0 ? tn("decide.return", back.length) : ""}
        onYes={() => onDecide("approve", picked, "")}
        onNo={(reason) => onDecide("return", back, reason)}
      />
    </section>
  );
}

function NotReturned({ items }: { items: readonly InboxItem[] }) {
  if (items.length === 0) return null;
  return <p class="team-not-returned">{t("decide.not_returned", { what: items.map(named).join("; ") })}</p>;
}

const named = ({ name, title }: InboxItem): string => `${name}, ${title}`;
