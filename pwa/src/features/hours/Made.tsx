import type { HoursDay } from "../../store/appState";
import { Length } from "../../ui/Length";
import { t } from "../../ui/words";
import { deltaOf, madeOf, toneOf } from "./telling";

/** What a day came to: its work or its kiky, and what it did to flex. */
export function Made({ day, flex, none }: { day: HoursDay; flex: boolean; none?: string }) {
  const [made, delta] = [madeOf(day), deltaOf(day, flex)];
  return (
    <>
      {made ? (
        <b class={made.kiky ? "kiky" : ""}>
          <Length minutes={made.minutes} />
        </b>
      ) : none ? (
        <b class="none">{none}</b>
      ) : null}
      {delta === null ? null : (
        <em class={toneOf(delta)}>
          <Length minutes={delta} signed of={`, ${t("account.flex")}`} />
        </em>
      )}
    </>
  );
}
