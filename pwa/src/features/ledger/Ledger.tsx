import "./ledger.css";
import { useEffect } from "preact/hooks";
import { path, within } from "../../ui/router";
import { t } from "../../ui/words";
import { useLive } from "../live";
import { fetchTable, isHere, table } from "./kept";
import { People } from "./People";
import { Person } from "./Person";
import { StatementView } from "./Statement";
import { Trouble } from "./Trouble";

/** Everybody's accounts, and behind each name the ledger that they come from. */
export function Ledger() {
  const { office } = useLive();
  useEffect(() => void fetchTable(office), [office]);
  const shown = table.value;
  if (shown === null) return <main class="loading">{t("common.loading")}</main>;
  if (!isHere(shown)) {
    return (
      <main class="ledger">
        <Trouble said={shown === "offline" ? t("ledger.offline") : shown.said} retry={() => fetchTable(office)} />
      </main>
    );
  }
  const person = within.value;
  if (!person) return <People table={shown} />;
  if (path.value.split("/")[3] === "loppuselvitys") return <StatementView key={person} person={person} />;
  return <Person key={person} person={person} />;
}
