import { useEffect, useState } from "preact/hooks";
import type { OfficeReply } from "../../store/appState";
import { Button } from "../../ui/Button";
import { follow } from "../../ui/Nav";
import { say } from "../../ui/toast";
import { language, t } from "../../ui/words";
import { spanText } from "../_shared/orders/spanText";
import { refusalText, Wait } from "../_shared/reply/reply";
import { useApp } from "../_shared/useApp";
import { Presence } from "./Presence";
import { Settle } from "./Settle";
import { decidable, firstOf, granting, type Plan, type Word } from "./words";
import { WishRow } from "./WishRow";

/** A round with every wish, what one has in mind for each, and what that leaves at work. */
export function PlanPage({ id }: { id: string }) {
  const { office, sync } = useApp();
  const [reply, setReply] = useState<OfficeReply<Plan> | null>(null);
  const path = `/api/v1/rounds/${encodeURIComponent(id)}` as const;
  const load = async (): Promise<void> => setReply(await office.get(path));
  useEffect(() => void load(), [id, sync.value.unsent]);
  const keep = async (words: readonly Word[]): Promise<void> => {
    const kept = await office.put(`${path}/draft`, { words });
    if (kept.ok) setReply(kept);
    else say(refusalText(kept, t("rounds.offline")), true);
  };
  return (
    <Wait reply={reply} again={() => void load()} offline={t("rounds.offline")}>
      {(plan) => <Planned plan={plan} onWords={keep} />}
    </Wait>
  );
}

function Planned({ plan, onWords }: { plan: Plan; onWords: (words: readonly Word[]) => Promise<void> }) {
  const { round, wishes } = plan;
  const words = new Map(plan.draft.map((word) => [word.wish, word]));
  const put = (word: Word): Promise<void> => onWords([...new Map(words).set(word.wish, word).values()]);
  const waiting = decidable(plan);
  const all = (): Promise<void> => onWords(waiting.map((wish) => words.get(wish.id) ?? granting(wish, firstOf(wish))));
  return (
    <>
      <Head plan={plan} />
      <Presence plan={plan} />
      <section class="rounds-wishes" aria-labelledby="wishes">
        <h2 id="wishes">{t("rounds.wishes")}</h2>
        {round.status === "open" ? <p class="muted">{t("rounds.draft")}</p> : null}
        {wishes.length === 0 ? <p class="muted">{t("rounds.wishes_none")}</p> : null}
        {waiting.some(({ id }) => !words.has(id)) ? <Button onClick={all}>{t("rounds.all_first")}</Button> : null}
        <ul>
          {wishes.map((wish) => (
            <WishRow key={wish.id} plan={plan} wish={wish} word={words.get(wish.id)} onWord={put} />
          ))}
        </ul>
      </section>
      {round.status === "open" ? <Settle plan={plan} words={words} /> : null}
    </>
  );
}

function Head({ plan: { round } }: { plan: Plan }) {
  return (
    <header class="rounds-head">
      <a href="/lomatoiveet" onClick={(event) => follow(event, "/lomatoiveet")}>
        {t("rounds.back")}
      </a>
      <h2>{round.title}</h2>
      <p class="muted">
        {[
          round.team_name,
          spanText(round.from_date, round.until_date, language()),
          t(`rounds.status.${round.status}`),
        ].join(" · ")}
      </p>
    </header>
  );
}
