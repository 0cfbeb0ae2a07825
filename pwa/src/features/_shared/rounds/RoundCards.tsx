import "./rounds.css";
import type { OwnWish, PlanningRound } from "../../../store/appState";
import { Button } from "../../../ui/Button";
import { openSheet } from "../../../ui/router";
import { language, t } from "../../../ui/words";
import { spanText } from "../orders/spanText";
import { announce } from "../reply/announce";
import { useApp } from "../useApp";
import { useRead } from "../useRead";

/** The planning rounds of one's team: those that take wishes, and what became of one's own. */
export function RoundCards() {
  const { acts, today } = useApp();
  const now = today.value?.date ?? "";
  const rounds = useRead(() => acts.rounds()) ?? [];
  const shown = rounds.filter(
    ({ status, wishes, until }) => status === "open" || (until >= now && wishes.some((one) => one.status !== "wished")),
  );
  return (
    <>
      {shown.map((round) => (
        <RoundCard key={round.id} round={round} now={now} />
      ))}
    </>
  );
}

function RoundCard({ round, now }: { round: PlanningRound; now: string }) {
  const { id, title, wishBy, status, wishes } = round;
  const takes = status === "open" && now <= wishBy;
  return (
    <section class="card rounds-card" aria-labelledby={`round-${id}`}>
      <h2 id={`round-${id}`}>{t(takes ? "rounds.card" : "rounds.card_over", { title, date: wishBy })}</h2>
      <p class="muted">{t("rounds.span", { when: spanText(round.from, round.until, language()) })}</p>
      {wishes.length ? (
        <ul class="rounds-wishes">
          {wishes.map((wish) => (
            <Wish key={wish.id} wish={wish} takes={takes} />
          ))}
        </ul>
      ) : null}
      {takes ? (
        <Button kind="go" onClick={() => openSheet("wish", id)}>
          {t("rounds.wish")}
        </Button>
      ) : status === "open" ? (
        <p class="muted">{t("rounds.closed", { date: wishBy })}</p>
      ) : null}
    </section>
  );
}

function Wish({ wish, takes }: { wish: OwnWish; takes: boolean }) {
  const { acts } = useApp();
  const lang = language();
  const { first, second, granted, status, answer, local } = wish;
  const when = spanText(first.from, first.until, lang);
  const other = granted && spanText(granted.from, granted.until, lang) !== when;
  const decided = other ? spanText(granted.from, granted.until, lang) : "";
  const told = [
    second ? t("rounds.word.second", { when: spanText(second.from, second.until, lang) }) : "",
    local ? t("rounds.wish_unsent") : t(`rounds.wish_status.${status}`, { when: decided }).trim(),
    answer,
  ];
  const back = async (): Promise<void> => {
    const again = async (): Promise<void> =>
      announce(await acts.wishLeave(wish.round, { first, second, note: wish.note }, wish.id), t("rounds.wish_sent"));
    announce(await acts.withdrawWish(wish), t("rounds.withdrawn"), again);
  };
  return (
    <li>
      <span>
        <b>{when}</b>
        <small>{told.filter(Boolean).join(" · ")}</small>
      </span>
      {takes && status === "wished" ? (
        <div class="rounds-ways">
          <Button
            kind="link"
            label={t("rounds.change_label", { when })}
            onClick={() => openSheet("wish", `${wish.round}/${wish.id}`)}
          >
            {t("rounds.change")}
          </Button>
          <Button kind="link" label={t("rounds.withdraw_label", { when })} onClick={back}>
            {t("rounds.withdraw")}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
