import "./decide.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Decided as DecidedThing, Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { localTime } from "../../ui/formats";
import { Sheet } from "../../ui/Sheet";
import { language, siteZone, t } from "../../ui/words";
import { Input, Select } from "../_shared/forms/fields";
import { Refusing } from "../_shared/forms/Refusing";
import { GivenTag } from "../_shared/pages/GivenTag";
import { announce } from "../_shared/reply/announce";
import { refusalText } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { totalsText } from "../_shared/decisions/sums";
import { Person } from "../_shared/Person";

type Item = Wire["DecidedItem"];

const KINDS = [
  ...["month", "leave", "saving", "claim", "work_order", "correction", "kiky_mark", "kiky_proposal", "change_request"],
];
const NO_WISH = { person: "", kind: "", from: "", to: "" };

/** What was decided: by whom, when, and what was on the screen; found by person, kind and dates. Needs the network. */
export function Decided({ onClose }: { onClose: () => void }) {
  const { office, sync } = useApp();
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
  const { unsent } = sync.value;
  useEffect(() => void load(null), [unsent]);
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
          <b>
            <Person id={item.person} name={name} own />
          </b>{" "}
          {title}
        </span>
        <small>{t(`decide.was.${decision}`, { by, at, date: localTime(at, siteZone()).date })}</small>
        {told ? <small>{told}</small> : null}
        <GivenTag of={item.entity_id} pages={item.certificate} about={`${name} ${title}`} />
        {item.undone_at ? <small class="decide-warm">{undoneText(item)}</small> : null}
        <TakeBack item={item} />
      </span>
    </li>
  );
}

function undoneText({ undone_by_name: by, undone_why: why }: Item): string {
  if (!by) return t("decide.undone");
  return [t("decide.undone_by", { by }), why && t("decide.undone_why", { why })].filter(Boolean).join(" ");
}

/** Takes a decision back: an own one at once, another's with a reason. Without a network too, once the list is there. */
function TakeBack({ item }: { item: Item }) {
  const { acts, session } = useApp();
  const taken = useSignal(false);
  const { entity_id: id, person, name, version, title, take_back: by } = item;
  if (!by) return null;
  if (taken.value) return <small>{t("decide.taking_back")}</small>;
  const kind = by.split(".")[0] as DecidedThing["kind"];
  const take = async (reason = ""): Promise<void> => {
    const saved = await acts.undoDecision({ kind, id, person, name, version, ...(reason ? { reason } : {}) });
    announce(saved, t("undo.decision"));
    taken.value = saved !== "failed";
  };
  if (item.decided_by !== session.value.person) {
    return <Refusing id={`reopen-${item.id}`} yes="" no={t("decide.reopen")} onNo={take} />;
  }
  return (
    <div class="row-buttons">
      <Button label={t("decide.take_back_label", { name, title })} onClick={() => take()}>
        {t("decide.take_back")}
      </Button>
    </div>
  );
}
