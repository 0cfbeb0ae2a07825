import "./presence.css";
import { t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { Board } from "./Board";
import { SeenBy } from "./SeenBy";

const SEES = ["payroll", "admin", "reception"] as const;

/** The presence board for those who may see it, and for everybody who sees them. */
export function Presence() {
  const { roles } = useApp().session.value;
  const hasBoard = SEES.some((role) => roles.includes(role));
  return (
    <main class="presence">
      <h2 class="vh">{t("nav.paikalla")}</h2>
      {hasBoard ? <Board /> : null}
      <SeenBy underBoard={hasBoard} />
    </main>
  );
}
