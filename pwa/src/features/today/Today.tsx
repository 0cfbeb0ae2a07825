import "./balances.css";
import "./today.css";
import { useApp } from "../_shared/useApp";
import { Actions } from "./Actions";
import { Asked } from "./Asked";
import { AttentionList } from "./AttentionList";
import { Balances } from "./Balances";
import { Now } from "./Now";
import { Trips } from "./Trips";
import { t } from "../../ui/words";

/** The first screen: what is waiting, the running day, the balances, and under the thumb the next thing to do. */
export function Today() {
  const today = useApp().today.value;
  if (!today) return <main class="loading">{t("common.loading")}</main>;
  return (
    <main class="today">
      <Asked today={today} />
      <AttentionList today={today} />
      <Now today={today} />
      <Trips today={today} />
      <Balances today={today} />
      <Actions today={today} />
    </main>
  );
}
