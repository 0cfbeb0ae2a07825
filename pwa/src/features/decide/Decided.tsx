import "./decide.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { localTime } from "../../ui/formats";
import { Sheet } from "../../ui/Sheet";
import { language, siteZone, t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { GivenTag } from "../_shared/pages/GivenTag";
import { refusalText } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { totalsText } from "./sums";

type Item = Wire["DecidedItem"];

const KINDS = ["month", "leave", "saving", "claim", "work_order", "correction", "kiky_mark", "change_request"];
const NO_WISH = { person: "", kind: "", from: "", to: "" };

/** What was decided: by whom, when, and what was on the screen; found by person, kind and dates. Needs the network. */
export function Decided({ onClose }: { onClose: () => void }) {
  const { office } = useApp();
  const wish = useSignal(NO_WISH);
  const items = useSignal<readonly Item[] | null>(null);
  const next = useSignal<string | null>(null);
  const trouble = useSignal("");
  const load = async (before: string | null): Promise<void> => {
    const given = Object.entries({ ...wish.value, before: before ?? "" }).filter(([, value]) => value);
    const reply = await office.get(`/api/v1/inbox/decided?${String(new URLSearchParams(given))}`);
    trouble.value = refusalText(reply);
    if (!reply.ok) return;
    items.value = [...(before === null ? [] : (items.value ?? [])), ...reply.data.items];
    next.value = reply.data.next;
  };
  const look = (change: Partial<typeof NO_WISH>): void => {
    wish.value = { ...wish.value, ...change };
    void load(null);
  };
  useEffect(() => void load(null), []);
  return (
    <Sheet title={t("decide.decided")} onClose={onClose}>
      <Wishes wish={wish.value} onLook={look} />
      {trouble.value ? (
        <p class="note" role="alert">
          {trouble.value}
        </p>
      ) : null}
      {items.value === null && !trouble.value ? <p class="loading">{t("common.loading")}</p> : null}
      {items.value?.length === 0 ? <p class="muted">{t("decide.decided_empty")}</p> : null}
      <ul class="decide-items" aria-label={t("decide.decided")}>
        {(items.value ?? []).map((item) => (
          <Line key={item.id} item={item} />
        ))}
      </ul>
      {next.value === null ? null : <Button onClick={() => load(next.value)}>{t("decide.more")}</Button>}
    </Sheet>
  );
}

function Wishes({ wish, onLook }: { wish: typeof NO_WISH; onLook: (change: Partial<typeof NO_WISH>) => void }) {
  const { team, acts } = useApp();
  useEffect(() => void (team.value ? null : acts.loadTeam()), []);
  const members = team.value?.teams.flatMap((unit) => unit.members) ?? [];
  const people = [...new Map(members.map(({ person, name }) => [person, name]))];
  const all = ["", t("decide.find_all")] as const;
  return (
    <div class="desk-form decide-wishes">
      <Select
        id="decided-person"
        label={t("decide.find_person")}
        value={wish.person}
        options={[all, ...people]}
        onInput={(person) => onLook({ person })}
      />
      <Select
        id="decided-kind"
        label={t("decide.find_kind")}
        value={wish.kind}
        options={[all, ...KINDS.map((kind) => [kind, t(`decide.kind.${kind}`)] as const)]}
        onInput={(kind) => onLook({ kind })}
      />
      <Input
        id="decided-from"
        type="date"
        label={t("decide.from")}
        value={wish.from}
        onInput={(from) => onLook({ from })}
      />
      <Input id="decided-to" type="date" label={t("decide.to")} value={wish.to} onInput={(to) => onLook({ to })} />
    </div>
  );
}

function Line({ item }: { item: Item }) {
  const { name, title, decision, totals, decided_by_name: who, stood_in_for_name: of } = item;
  const at = Date.parse(item.decided_at);
  const by = of ? t("decide.by_stead", { by: who, of }) : who;
  const told = totalsText([totals], language());
  return (
    <li class="decide-item">
      <span class="decide-about">
        <span>
          <b>{name}</b> {title}
        </span>
        <small>{t(`decide.was.${decision}`, { by, at, date: localTime(at, siteZone()).date })}</small>
        {told ? <small>{told}</small> : null}
        <GivenTag of={item.entity_id} pages={item.certificate} about={`${name} ${title}`} />
        {item.undone_at ? <small class="decide-warm">{t("decide.undone")}</small> : null}
      </span>
    </li>
  );
}
