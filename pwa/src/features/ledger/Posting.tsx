import "./ledger.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "../../ui/Button";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { language, t } from "../../ui/words";
import type { Office } from "../../store/appState";
import { useApp } from "../_shared/useApp";
import type { Done } from "./wire";
import { AccountField, After, AmountField, DateField, ReasonField, SheetPerson, Tick, UNITS } from "./fields";
import { changed, fetchTable, personOf, table } from "./fetched";
import { undoAct } from "./Lines";
import { columnName } from "./BalanceTable";
import { written } from "../_shared/written";
import { typedAmount } from "./typed";
import { Select } from "../_shared/forms/fields";

const ACCOUNTS = Object.keys(UNITS);
const KINDS = ["adjustment", "accrual", "lapse"] as const;

/** What is typed; one id for the whole sheet, so that a repeated tap is the same posting. */
function useDraft(id: string, date: string) {
  return {
    id,
    account: useSignal("flex"),
    kind: useSignal("adjustment"),
    amount: useSignal(""),
    date: useSignal(date),
    reason: useSignal(""),
    stays: useSignal(true),
    opening: useSignal(false),
    asks: useSignal(false),
    said: useSignal(""),
  };
}

type Draft = ReturnType<typeof useDraft>;

/** "Uusi saldokirjaus": an account, a signed amount, a date and a reason; what the balance will be is shown first. */
export function Posting({ of: person = "", onClose }: { of?: string; onClose: () => void }) {
  const app = useApp();
  const id = useSignal(app.office.newId());
  const draft = useDraft(id.value, app.today.value?.date ?? "");
  useEffect(() => {
    if (table.value === null) void fetchTable(app.office);
  }, []);
  const post = async (isKiky: boolean | null): Promise<void> => {
    const reply = await app.office.post("/api/v1/postings", bodyOf(draft, person, isKiky));
    if (reply.ok) {
      sayDone(app.office, reply.data);
      onClose();
      return changed(app.office);
    }
    draft.asks.value = !reply.offline && reply.problem.code === "is_it_kiky";
    draft.said.value = reply.offline ? t("ledger.not_done_offline") : reply.problem.detail;
  };
  return (
    <Sheet title={t("ledger.new")} onClose={onClose}>
      <Form draft={draft} person={person} onPost={() => post(null)} />
      {draft.asks.value ? (
        <KikyQuestion draft={draft} person={person} onPlain={() => post(false)} onClose={onClose} />
      ) : null}
    </Sheet>
  );
}

function bodyOf(draft: Draft, person: string, isKiky: boolean | null): object {
  const { id, account, kind, date, reason, stays, opening } = draft;
  const amount = typedAmount(draft.amount.value, UNITS[account.value]!);
  const own = { id, person, account: account.value, amount, date: date.value, reason: reason.value };
  return {
    ...own,
    kind: kind.value,
    pays: kind.value === "adjustment" && !stays.value,
    opening: opening.value,
    is_kiky: isKiky,
  };
}

/** What was done, in one sentence. */
function saidOf(done: Done): string {
  const lang = language();
  return done.moved
    .map(({ account, amount, after, unit }) =>
      t("ledger.done", {
        account: t(`account.${account}`),
        amount: written(amount, unit, lang, true),
        after: written(after, unit, lang),
      }),
    )
    .join(" ");
}

/** Says what was done, with the way back: one tap undoes it. */
export function sayDone(office: Office, done: Done): void {
  say(saidOf(done), false, { label: t("ledger.undo"), run: () => undoAct(office, done.id) });
}

function Form({ draft, person, onPost }: { draft: Draft; person: string; onPost: () => Promise<void> }) {
  const unit = UNITS[draft.account.value]!;
  const amount = typedAmount(draft.amount.value, unit);
  const ready = amount !== null && amount !== 0 && draft.reason.value.trim() !== "" && draft.date.value !== "";
  const plain = draft.kind.value === "adjustment";
  const kiky = draft.account.value === "kiky" && plain && (amount ?? 0) > 0;
  return (
    <form class="ledger-form" onSubmit={(event) => event.preventDefault()}>
      <SheetPerson name={personOf(person)?.name} />
      <AccountField label={t("ledger.account")} accounts={ACCOUNTS} value={draft.account} />
      <KindField value={draft.kind} />
      <AmountField value={draft.amount} unit={unit} />
      {kiky ? <Tick label={t("ledger.opening")} help={t("ledger.opening_help")} value={draft.opening} /> : null}
      <DateField value={draft.date} />
      <ReasonField value={draft.reason} />
      {plain ? <Tick label={t("ledger.stays")} help={t("ledger.stays_help")} value={draft.stays} /> : null}
      {plain && !draft.stays.value ? <p class="note">{t("ledger.pays_warning")}</p> : null}
      <After person={person} account={draft.account.value} amount={amount} replaces={kiky && draft.opening.value} />
      {draft.said.value && !draft.asks.value ? <p role="alert">{draft.said.value}</p> : null}
      {draft.asks.value ? null : <Save ready={ready} onSave={onPost} />}
    </form>
  );
}

/** What the entry is: somebody's decision, leave that was earned, or a balance that lapses. */
function KindField({ value }: { value: Draft["kind"] }) {
  return (
    <Select
      id="ledger-kind"
      label={t("ledger.kind")}
      value={value.value}
      options={KINDS.map((kind) => [kind, t(`ledger.kind.${kind}`)] as const)}
      hint={t(`ledger.kind_help.${value.value}`)}
      onInput={(kind) => (value.value = kind as (typeof KINDS)[number])}
    />
  );
}

export function Save({ ready, onSave }: { ready: boolean; onSave: () => Promise<void> }) {
  const nudged = useSignal(false);
  return (
    <>
      {nudged.value && !ready ? <p role="alert">{t("ledger.fill")}</p> : null}
      <Button kind="go" onClick={() => (ready ? onSave() : void (nudged.value = true))}>
        {t("ledger.post")}
      </Button>
    </>
  );
}

interface Question {
  draft: Draft;
  person: string;
  onPlain: () => Promise<void>;
  onClose: () => void;
}

/** While kiky is owed, a plain deduction is asked about: yes makes a kiky deduction of it. */
function KikyQuestion({ draft, person, onPlain, onClose }: Question) {
  const { office } = useApp();
  const settle = async (): Promise<void> => {
    const reply = await office.post("/api/v1/kiky/deductions", deductionOf(draft, person));
    if (!reply.ok) {
      draft.asks.value = false;
      draft.said.value = reply.offline ? t("ledger.not_done_offline") : reply.problem.detail;
      return;
    }
    const undo = { label: t("ledger.undo"), run: () => undoAct(office, draft.id) };
    say(t("ledger.kiky_done", { account: columnName(draft.account.value) }), false, undo);
    onClose();
    return changed(office);
  };
  return (
    <div class="note" role="alert">
      <h3>{t("ledger.kiky_question")}</h3>
      <p>{t("ledger.kiky_question_text")}</p>
      <div class="row-buttons">
        <Button kind="go" onClick={settle}>
          {t("ledger.kiky_yes")}
        </Button>
        <Button onClick={onPlain}>{t("ledger.kiky_no")}</Button>
      </div>
    </div>
  );
}

function deductionOf(draft: Draft, person: string): object {
  const minutes = Math.abs(typedAmount(draft.amount.value, "min") ?? 0);
  const year = Number(draft.date.value.slice(0, 4));
  const own = { id: draft.id, person, year, minutes, sources: [draft.account.value] };
  return { ...own, date: draft.date.value, reason: draft.reason.value };
}
