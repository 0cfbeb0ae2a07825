import type { LeaveRequest } from "../../store/appState";
import { Button } from "../../ui/Button";
import { openSheet } from "../../ui/router";
import { language, t } from "../../ui/words";
import { daysText, flagsOf } from "../_shared/orders/leaveText";
import { spanText } from "../_shared/orders/spanText";
import { announce } from "../_shared/reply/announce";
import { Certificate } from "./Certificate";
import { useApp } from "../_shared/useApp";

/** Own requests for leave with how far each has come, and the way to ask for more. */
export function Requests({ requests }: { requests: readonly LeaveRequest[] }) {
  const shown = requests.filter(({ status }) => status !== "withdrawn");
  return (
    <section class="card" aria-labelledby="requests">
      <h2 id="requests">{t("away.ask.own")}</h2>
      {shown.length ? (
        <ul class="leave-years">
          {shown.map((one) => (
            <Request key={one.id} asked={one} />
          ))}
        </ul>
      ) : (
        <p class="muted">{t("away.ask.none")}</p>
      )}
      <Button kind="go" onClick={() => openSheet("leave")}>
        {t("away.ask.title")}
      </Button>
    </section>
  );
}

function Request({ asked }: { asked: LeaveRequest }) {
  const lang = language();
  const { from, until, kind, minutes, status, answer, decidedBy: by } = asked;
  const when = spanText(from, until, lang);
  const told = [
    when,
    minutes === null ? "" : t("away.minutes", { minutes }),
    asked.local ? t("away.unsent") : "",
    daysText(asked),
    ...flagsOf(asked),
    answer ? t("away.ask.answer", { by, answer }) : "",
  ];
  return (
    <li>
      <span>
        <b>{t(`absence.${kind}`)}</b>
        <small>{told.filter(Boolean).join(" · ")}</small>
      </span>
      <span class="leave-status">{t(`away.ask.status.${status}`)}</span>
      <Ways asked={asked} when={`${t(`absence.${kind}`)} ${when}`} />
      <Certificate of={asked.id} when={`${t(`absence.${kind}`)} ${when}`} status={status} />
    </li>
  );
}

/** What its person may do with a request: as long as nobody has decided, and once it is granted. */
function Ways({ asked, when }: { asked: LeaveRequest; when: string }) {
  const { acts } = useApp();
  if (asked.status === "requested") {
    const withdraw = async (): Promise<void> => announce(await acts.withdrawLeave(asked), t("away.ask.withdrawn"));
    return (
      <div class="leave-ways">
        <Button kind="link" label={t("away.ask.change_label", { when })} onClick={() => openSheet("leave", asked.id)}>
          {t("away.ask.change_short")}
        </Button>
        <Button kind="link" label={t("away.ask.withdraw_label", { when })} onClick={withdraw}>
          {t("away.ask.withdraw")}
        </Button>
      </div>
    );
  }
  if (asked.status === "approved") {
    const keep = async (): Promise<void> => announce(await acts.keepLeave(asked), t("away.ask.kept"));
    const cancel = async (): Promise<void> => announce(await acts.cancelLeave(asked), t("away.ask.cancel_sent"), keep);
    return (
      <div class="leave-ways">
        <Button kind="link" label={t("away.ask.cancel_label", { when })} onClick={cancel}>
          {t("away.ask.cancel")}
        </Button>
      </div>
    );
  }
  if (asked.status !== "cancelling") return null;
  const keep = async (): Promise<void> => announce(await acts.keepLeave(asked), t("away.ask.kept"));
  return (
    <div class="leave-ways">
      <Button kind="link" label={t("away.ask.keep_label", { when })} onClick={keep}>
        {t("away.ask.keep")}
      </Button>
    </div>
  );
}
