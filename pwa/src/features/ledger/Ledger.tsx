import "./ledger.css";
import { useEffect } from "preact/hooks";
import { path, within } from "../../ui/router";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { Wait } from "../_shared/reply/reply";
import { fetchTable, table } from "./fetched";
import { BalanceTable } from "./BalanceTable";
import { PersonLedger } from "./PersonLedger";
import { StatementView } from "./Statement";

/** Everybody's accounts, and behind each name the ledger that they come from. */
export function Ledger() {
  const { office } = useApp();
  useEffect(() => void fetchTable(office), [office]);
  const shown = table.value;
  if (!shown?.ok) {
    return (
      <main class="ledger">
        <Wait reply={shown} again={() => void fetchTable(office)} offline={t("ledger.offline")}>
          {() => null}
        </Wait>
      </main>
    );
  }
  const person = within.value;
  if (!person) return <BalanceTable table={shown.data} />;
  if (path.value.split("/")[3] === "loppuselvitys") return <StatementView key={person} person={person} />;
  return <PersonLedger key={person} person={person} />;
}
