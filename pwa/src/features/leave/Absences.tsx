import { useEffect, useState } from "preact/hooks";
import type { LeaveFact, LeaveRequest } from "../../store/appState";
import { OWN_KINDS } from "../../domain/absence";
import { Button } from "../../ui/Button";
import { dateRange, fullDate } from "../../ui/formats";
import { openSheet } from "../../ui/router";
import { language, t } from "../../ui/words";
import { Certificate } from "./Certificate";
import { useApp } from "../_shared/useApp";
import { monthsOf, announceOn } from "../_shared/reply/announce";

/** Own absences but for leave that was asked for, newest first, and the way to tell of a new one. */
export function Absences({ but }: { but: readonly LeaveRequest[] }) {
  const app = useApp();
  const [leave, setLeave] = useState<LeaveFact[] | null>(null);
  const [balances, unsent] = [app.balances.value, app.sync.value.unsent];
  useEffect(() => {
    let wanted = true;
    app.acts.leave().then(
      (found) => wanted && setLeave(found),
      () => wanted && setLeave([]),
    );
    return () => void (wanted = false);
  }, [balances, unsent]);
  const shown = leave?.filter((one) => but.every(({ id }) => id !== one.id));
  return (
    <section class="card" aria-labelledby="absences">
      <h2 id="absences">{t("away.own")}</h2>
      {shown?.length ? (
        <ul class="leave-years">
          {shown.map((one) => (
            <Absence key={one.id} away={one} />
          ))}
        </ul>
      ) : (
        <p class="muted">{t("away.none")}</p>
      )}
      <Button onClick={() => openSheet("absence")}>{t("away.title")}</Button>
    </section>
  );
}

function Absence({ away }: { away: LeaveFact }) {
  const { acts } = useApp();
  const lang = language();
  const { id, from, until, kind, minutes, local } = away;
  const when = from === until ? fullDate(from, lang) : dateRange(from, until, lang);
  const own = (OWN_KINDS as readonly string[]).includes(kind);
  const told = [
    when,
    minutes === null ? "" : t("away.minutes", { minutes }),
    local ? t("away.unsent") : "",
    own ? "" : t("away.granted"),
  ];
  const cancel = async (): Promise<void> =>
    announceOn(acts, monthsOf(from, until), await acts.cancelAbsence(id), t("away.cancelled"), () =>
      acts.recordAbsence({ from, until, kind, minutes, note: away.note, reason: away.reason }),
    );
  return (
    <li>
      <span>
        <b>{t(`absence.${kind}`)}</b>
        <small>{told.filter(Boolean).join(" · ")}</small>
      </span>
      <Certificate of={id} when={`${t(`absence.${kind}`)} ${when}`} />
      {own ? (
        <Button kind="link" label={t("away.cancel_label", { kind: t(`absence.${kind}`), when })} onClick={cancel}>
          {t("away.cancel")}
        </Button>
      ) : null}
    </li>
  );
}
