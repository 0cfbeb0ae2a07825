import "./contracts.css";
import { useState } from "preact/hooks";
import type { Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { within } from "../../ui/router";
import { Icon } from "../../ui/Icon";
import { t, tn } from "../../ui/words";
import { Wait, useReply } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { ChangePanel } from "./ChangePanel";
import { ContractPeople } from "./ContractPeople";
import { Past } from "./Past";
import { PersonRows } from "./PersonRows";

/** Contracts in force; a change of them from a date for one person or many, tried before it is done. */
export function Contracts() {
  return within.value ? <PersonRows key={within.value} person={within.value} /> : <Everybody />;
}

function Everybody() {
  const [reply, again] = useReply("/api/v1/contracts");
  return (
    <main class="desk contracts">
      <Wait reply={reply} again={again}>
        {({ people }) => <Whole people={people} again={again} />}
      </Wait>
    </main>
  );
}

function Whole({ people, again }: { people: readonly Wire["PersonContracts"][]; again: () => void }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [changing, setChanging] = useState(false);
  const [made, setMade] = useState(0);
  const { roles } = useApp().session.value;
  const may = roles.includes("payroll") || roles.includes("admin");
  if (changing) {
    const close = (done: boolean): void => {
      setChanging(false);
      if (!done) return;
      setChosen(new Set());
      setMade(made + 1);
      again();
    };
    return <ChangePanel people={people.filter(({ person }) => chosen.has(person))} onClose={close} />;
  }
  return (
    <>
      <p class="muted">{t(may ? "contracts.lead" : "contracts.lead_read")}</p>
      <ContractPeople people={people} chosen={chosen} onChoose={may ? setChosen : null} />
      {may && chosen.size > 0 ? (
        <div class="contracts-choose-bar" role="region" aria-label={t("contracts.chosen_region")}>
          <b role="status">{tn("contracts.chosen", chosen.size)}</b>
          <span class="row-buttons">
            <Button kind="go" onClick={() => setChanging(true)}>
              {t("contracts.change")}
            </Button>
            <button
              type="button"
              class="icon-button"
              aria-label={t("contracts.choose_none")}
              onClick={() => setChosen(new Set())}
            >
              <Icon name="close" />
            </button>
          </span>
        </div>
      ) : null}
      {may ? <Past key={made} onUndone={again} /> : null}
    </>
  );
}
