import "./ledger.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Sheet } from "../../ui/Sheet";
import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { useLive } from "../live";
import type { Done } from "./answers";
import { AccountField, After, AmountField, DateField, ReasonField, SheetPerson } from "./fields";
import { changed, fetchTable, personOf, table } from "./kept";
import { Save, saidOf } from "./Posting";
import { typedAmount } from "./typed";

/** From which account time may go to which. */
const PAIRS: Readonly<Record<string, readonly string[]>> = {
  flex: ["bank"],
  overtime_leave: ["bank", "flex"],
  bank: ["flex", "overtime_leave"],
  reduction_leave: ["bank"],
  annual_leave_day: ["bank"],
};

/** Time from one account to another; limits are the server's and are named when they stop it. */
export function Transfer({ of: person = "", onClose }: { of?: string; onClose: () => void }) {
  const live = useLive();
  const id = useSignal(live.office.newId());
  const [source, target] = [useSignal("flex"), useSignal("bank")];
  const [amount, reason, said] = [useSignal(""), useSignal(""), useSignal("")];
  const date = useSignal(live.today.value?.date ?? new Date().toISOString().slice(0, 10));
  useEffect(() => {
    if (table.value === null) void fetchTable(live.office);
  }, []);
  const targets = PAIRS[source.value]!;
  const into = targets.includes(target.value) ? target.value : targets[0]!;
  const minutes = typedAmount(amount.value, "min");
  const ready = minutes !== null && minutes > 0 && reason.value.trim() !== "" && date.value !== "";
  const move = async (): Promise<void> => {
    const body = { id: id.value, person, source: source.value, target: into, minutes };
    const reply = await live.office.post<Done>("/api/v1/transfers", {
      ...body,
      date: date.value,
      reason: reason.value,
    });
    if (!reply.ok) {
      said.value = reply.offline ? t("ledger.not_done_offline") : reply.problem.detail;
      return;
    }
    say(saidOf(reply.data));
    onClose();
    return changed(live.office);
  };
  return (
    <Sheet title={t("ledger.move")} onClose={onClose}>
      <form class="ledger-form" onSubmit={(event) => event.preventDefault()}>
        <SheetPerson name={personOf(person)?.name} />
        <AccountField label={t("ledger.from")} accounts={Object.keys(PAIRS)} value={source} />
        <AccountField key={source.value} label={t("ledger.to")} accounts={targets} value={target} />
        <AmountField value={amount} unit="min" />
        <DateField value={date} />
        <ReasonField value={reason} />
        <After person={person} account={source.value} amount={minutes === null ? null : -minutes} />
        <After person={person} account={into} amount={minutes} />
        {said.value ? <p role="alert">{said.value}</p> : null}
        <Save ready={ready} onSave={move} />
      </form>
    </Sheet>
  );
}
