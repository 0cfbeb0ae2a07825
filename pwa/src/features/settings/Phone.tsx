import { useEffect, useState } from "preact/hooks";
import type { PhoneState } from "../../store/appState";
import { Button } from "../../ui/Button";
import { clock, dayDate, localTime } from "../../ui/formats";
import { say } from "../../ui/toast";
import { language, siteZone, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { NoticeChoices } from "./NoticeChoices";

/** Notices on this device: what is so, truly, and the one button that asks the browser. */
export function Phone() {
  const { acts } = useApp();
  const [state, setState] = useState<PhoneState | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let wanted = true;
    void acts.phoneState().then((found) => wanted && setState(found));
    return () => void (wanted = false);
  }, []);
  const change = async (act: () => Promise<PhoneState>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const before = state;
    const found = await act().catch((): PhoneState => ({ kind: "unknown" }));
    if (found.kind === "unknown") say(t("settings.phone.not_done"), true);
    setState(found.kind === "unknown" ? before : found);
    setBusy(false);
  };
  const comes = state?.kind === "on" || state?.kind === "failing";
  return (
    <section class="card settings-phone" aria-labelledby="phone">
      <h2 id="phone">{t("settings.phone")}</h2>
      <p role="status" class={state?.kind === "failing" || state?.kind === "blocked" ? "warm-text" : "muted"}>
        {state ? sentence(state) : t("common.loading")}
      </p>
      {state?.kind === "off" ? (
        <Button kind="go" onClick={() => change(acts.turnPhoneOn)}>
          {t("settings.phone.turn_on")}
        </Button>
      ) : null}
      {comes ? (
        <div class="settings-phone-acts">
          <Button onClick={() => tryIt(acts.tryPhone)}>{t("settings.phone.try")}</Button>
          <Button kind="plain" onClick={() => change(acts.turnPhoneOff)}>
            {t("settings.phone.turn_off")}
          </Button>
        </div>
      ) : null}
      {comes ? <NoticeChoices /> : null}
    </section>
  );
}

async function tryIt(act: () => Promise<"sent" | "often" | "failed">): Promise<void> {
  const tried = await act().catch(() => "failed" as const);
  say(t(`settings.phone.tried.${tried}`), tried === "failed");
}

function sentence(state: PhoneState): string {
  if (state.kind === "failing") return t("settings.phone.failing", { when: when(state.since) });
  if (state.kind === "on" && state.sentAt) return t("settings.phone.on_sent", { when: when(state.sentAt) });
  return t(`settings.phone.${state.kind}`);
}

function when(instant: string): string {
  const [at, lang, zone] = [Date.parse(instant), language(), siteZone()];
  return `${dayDate(localTime(at, zone).date, lang)} ${clock(at, lang, zone)}`;
}
