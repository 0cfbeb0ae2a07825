import { useState } from "preact/hooks";
import type { WordOnWish } from "../../store/appState";
import { Button } from "../../ui/Button";
import { t, tn } from "../../ui/words";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { decidable, type Plan, settling, tooLong, type Wish, type Word } from "./words";

interface Props {
  plan: Plan;
  words: ReadonlyMap<string, Word>;
}

/** Settles the round with a word on every wish, or calls it off; each is asked once more. */
export function Settle({ plan, words }: Props) {
  const { acts, today } = useApp();
  const [asking, setAsking] = useState<"settle" | "cancel" | null>(null);
  const { id, title, version, wish_by: wishBy } = plan.round;
  const waiting = decidable(plan);
  const said = settling(waiting, words);
  const hinders = hindrance(waiting, words, said);
  const granted = said.filter(({ decision }) => decision === "grant").length;
  const settle = async (): Promise<void> =>
    announce(await acts.settleRound(id, title, version, said), t("rounds.settled"));
  const cancel = async (): Promise<void> => announce(await acts.cancelRound(id, title, version), t("rounds.cancelled"));
  return (
    <section class="card rounds-settle" aria-labelledby="settle">
      <h2 id="settle">{t("rounds.settle")}</h2>
      {(today.value?.date ?? "") <= wishBy ? <p class="muted">{t("rounds.settle_early", { date: wishBy })}</p> : null}
      <p role="status">{hinders || t("rounds.settle_sum", { granted, rejected: said.length - granted })}</p>
      {asking === null ? (
        <div class="row-buttons">
          {hinders ? null : (
            <Button kind="go" onClick={() => setAsking("settle")}>
              {t("rounds.settle")}
            </Button>
          )}
          <Button onClick={() => setAsking("cancel")}>{t("rounds.cancel")}</Button>
        </div>
      ) : (
        <div class="row-buttons">
          <Button kind={asking === "settle" ? "go" : "danger"} onClick={asking === "settle" ? settle : cancel}>
            {t(asking === "settle" ? "rounds.settle_yes" : "rounds.cancel_yes")}
          </Button>
          <Button onClick={() => setAsking(null)}>{t("common.cancel")}</Button>
        </div>
      )}
    </section>
  );
}

/** What is to be done before the round can be settled, in words; empty when it can. */
function hindrance(waiting: readonly Wish[], words: Props["words"], said: readonly WordOnWish[]): string {
  const missing = waiting.length - said.length;
  if (missing) return tn("rounds.missing", missing);
  const silent = waiting.filter(({ id }) => {
    const word = words.get(id);
    return word?.decision === "reject" && !word.reason;
  });
  if (silent.length) return t("rounds.reason_missing", { names: silent.map((wish) => wish.person_name).join(", ") });
  const over = tooLong(said);
  return over ? t("rounds.reasons_long", { n: over }) : "";
}
