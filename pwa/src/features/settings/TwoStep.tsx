import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { AppSecret, Wire } from "../../store/appState";
import { Button } from "../../ui/Button";
import { fullDate } from "../../ui/formats";
import { say } from "../../ui/toast";
import { knows, language, speakOffice, t } from "../../ui/words";
import { Secret } from "../_shared/forms/credentials";
import { type Refusal, Refused, refusalText, useReply } from "../_shared/reply/reply";
import { AppSetup } from "../_shared/twoStep/AppSetup";
import { Code } from "../_shared/twoStep/Code";
import { useApp } from "../_shared/useApp";
import { TwoStepOffice } from "./TwoStepOffice";

/** The second step of signing in: turned on by a code, off by password and code, with codes for a lost phone. */
export function TwoStep() {
  useEffect(() => void speakOffice(), []);
  return knows("two_step.title") ? <Card /> : null;
}

function Card() {
  const { session } = useApp();
  const [reply, again] = useReply("/api/v1/auth/two-step");
  const [spares, setSpares] = useState<readonly string[]>([]);
  const shown = (codes: readonly string[]): void => {
    setSpares(codes);
    again();
  };
  return (
    <details class="card settings-unfold">
      <summary>{t("two_step.title")}</summary>
      <div class="settings-two-step">
        <p class="muted">{t("two_step.lead")}</p>
        {reply && !reply.ok ? <p class="muted">{refusalText(reply)}</p> : null}
        {spares.length > 0 ? <Spares codes={spares} onKept={() => setSpares([])} /> : null}
        {reply?.ok && spares.length === 0 ? (
          reply.data.since ? (
            <On state={reply.data} onSpares={shown} onOff={again} />
          ) : (
            <Off onOn={shown} />
          )
        ) : null}
        {session.value.roles.includes("admin") ? <TwoStepOffice /> : null}
      </div>
    </details>
  );
}

function Off({ onOn }: { onOn: (spares: readonly string[]) => void }) {
  const { office } = useApp();
  const password = useSignal("");
  const code = useSignal("");
  const [setup, setSetup] = useState<AppSecret | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setRefusal(null);
    if (setup) {
      const done = await office.post("/api/v1/auth/two-step/confirm", { one_time_code: code.value });
      return done.ok ? onOn(done.data.codes) : setRefusal(done);
    }
    const begun = await office.post("/api/v1/auth/two-step/begin", { password: password.value });
    if (!begun.ok) return setRefusal(begun);
    const { secret, uri, qr } = begun.data;
    setSetup({ secret, uri, qr: [...qr] });
  };
  return (
    <form class="settings-password" onSubmit={(event) => void submit(event)}>
      {setup ? (
        <>
          <AppSetup {...setup} />
          <Code id="two-step-code" value={code} />
        </>
      ) : (
        <Present value={password} />
      )}
      <Refused refusal={refusal} />
      <button type="submit" class="button go">
        {t(setup ? "two_step.confirm" : "two_step.begin")}
      </button>
    </form>
  );
}

interface OnProps {
  state: Wire["TwoStepState"];
  onSpares: (codes: readonly string[]) => void;
  onOff: () => void;
}

function On({ state, onSpares, onOff }: OnProps) {
  const { office } = useApp();
  const password = useSignal("");
  const code = useSignal("");
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const proof = () => ({ password: password.value, one_time_code: code.value });
  const renew = async (): Promise<void> => {
    const made = await office.post("/api/v1/auth/two-step/spares", proof());
    return made.ok ? onSpares(made.data.codes) : setRefusal(made);
  };
  const off = async (): Promise<void> => {
    const gone = await office.post("/api/v1/auth/two-step/remove", proof());
    if (!gone.ok) return setRefusal(gone);
    say(t("two_step.off_done"));
    onOff();
  };
  const date = fullDate((state.since ?? "").slice(0, 10), language());
  return (
    <form class="settings-password" onSubmit={(event) => event.preventDefault()}>
      <p>{t("two_step.on", { date, n: state.spares })}</p>
      <Present value={password} />
      <Code id="two-step-proof" value={code} />
      <Refused refusal={refusal} />
      <div class="row-buttons">
        <Button onClick={renew}>{t("two_step.new_spares")}</Button>
        {state.required ? null : (
          <Button kind="danger" onClick={off}>
            {t("two_step.off")}
          </Button>
        )}
      </div>
    </form>
  );
}

function Present({ value }: { value: Signal<string> }) {
  return (
    <Secret
      id="two-step-password"
      label={t("settings.password.current")}
      complete="current-password"
      value={value}
      showLabel={t("settings.password.show", { field: t("settings.password.current") })}
    />
  );
}

function Spares({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  return (
    <section class="settings-password" role="status" aria-labelledby="two-step-spares">
      <h2 id="two-step-spares">{t("two_step.spares")}</h2>
      <p>{t("two_step.spares.keep")}</p>
      <ul class="twoStep-spares">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button kind="go" onClick={onKept}>
        {t("two_step.spares.kept")}
      </Button>
    </section>
  );
}
