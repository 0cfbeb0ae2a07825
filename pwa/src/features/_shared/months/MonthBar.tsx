import "./month.css";
import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { isUnfinished } from "../../../domain/month";
import type { OwnMonth } from "../../../store/appState";
import { Button } from "../../../ui/Button";
import { capital, monthName } from "../../../ui/formats";
import { language, t, tn } from "../../../ui/words";
import { ClosedBy, FrozenMonth } from "./FrozenMonth";
import { useApp } from "../useApp";
import { announce } from "../reply/announce";
import { AskUnfinished } from "./Unfinished";

/** How far one's own month (YYYY-MM) has come, and the way on: send it, or take it back. */
export function MonthBar({ month, today }: { month: string; today: string }) {
  const { acts } = useApp();
  const own = useOwnMonth(month);
  const asking = useSignal(false);
  if (!own || month > today.slice(0, 7)) return null;
  const name = monthName(`${month}-01`, language());
  const send = async (): Promise<void> => {
    asking.value = false;
    announce(await acts.sendMonth(month), t("month.sent_now", { name: capital(name) }));
  };
  const ask = (): unknown => (isUnfinished(own.unfinished) ? void (asking.value = true) : send());
  const recall = async (): Promise<void> =>
    announce(await acts.recallMonth(month), t("month.recalled", { name: capital(name) }));
  const free = own.status === "open" || own.status === "returned";
  return (
    <section class={`card month-bar ${own.status}`} aria-label={t("month.region")}>
      <p class="month-status">
        <b>{capital(name)}</b>{" "}
        <span class="month-tag">{t(own.changed ? "month.changed" : `month.status.${own.status}`)}</span>
        {own.local ? <small>{t("month.local")}</small> : null}
      </p>
      <Why own={own} />
      {free && own.unsent > 0 ? <p class="muted">{tn("month.unsent", own.unsent)}</p> : null}
      {free && own.pending > 0 ? <p class="muted">{tn("month.pending_first", own.pending)}</p> : null}
      {free && own.unsent === 0 && own.pending === 0 ? (
        asking.value ? (
          <AskUnfinished
            lacks={own.unfinished}
            question={t("month.ask_send")}
            yes={t("month.send_anyway")}
            onYes={send}
            onNo={() => (asking.value = false)}
          />
        ) : (
          <Button kind="go" onClick={ask}>
            {t("month.send")}
          </Button>
        )
      ) : null}
      {own.status === "sent" ? <Button onClick={recall}>{t("month.recall")}</Button> : null}
      {own.status === "closed" ? <FrozenMonth key={month} month={month} kept={own.frozen} /> : null}
    </section>
  );
}

function Why({ own }: { own: OwnMonth }) {
  return (
    <>
      {own.status === "returned" ? (
        <p class="month-reason">{t("month.returned_by", { name: own.byName ?? "", reason: own.reason })}</p>
      ) : null}
      {own.status === "approved" ? <p class="muted">{t("month.approved_by", { name: own.byName ?? "" })}</p> : null}
      {own.status === "closed" ? (
        <>
          <ClosedBy at={own.at} name={own.byName} />
          <p class="muted">{t("month.closed_text")}</p>
        </>
      ) : null}
      {own.changed ? <p class="month-reason">{t("month.changed_text")}</p> : null}
      {own.asked.length > 0 ? <p class="muted">{tn("month.asked", own.asked.length)}</p> : null}
    </>
  );
}

/** The month on this device, looked at again whenever something changes. */
function useOwnMonth(month: string): OwnMonth | null {
  const app = useApp();
  const [own, setOwn] = useState<OwnMonth | null>(null);
  const [journal, balances] = [app.journal.value, app.balances.value];
  useEffect(() => {
    let wanted = true;
    app.acts.ownMonth(month).then(
      (found) => wanted && setOwn(found),
      () => {},
    );
    return () => void (wanted = false);
  }, [month, journal, balances]);
  return own?.month === month ? own : null;
}
