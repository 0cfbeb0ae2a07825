import { type Signal, useSignal } from "@preact/signals";
import type { AppSecret, KeptOut } from "../../store/appState";
import { speakOffice, t } from "../../ui/words";
import { AppSetup } from "../_shared/twoStep/AppSetup";
import { Code } from "../_shared/twoStep/Code";
import { useApp } from "../_shared/useApp";
import { welcome } from "./welcome";

/** Whether a code is asked for beside the password, and with it what an app needs that knows nothing yet. */
type Step = "none" | "code" | AppSecret;

export interface ComingIn {
  busy: Signal<boolean>;
  wrong: Signal<string>;
  step: Signal<Step>;
  code: Signal<string>;
  attempt(): Promise<void>;
  submit(event: Event): Promise<void>;
}

/** One try after another to come in; the second step is asked for once the server asks for it. */
export function useComingIn(enter: (code: string) => Promise<{ ok: true } | KeptOut>): ComingIn {
  const app = useApp();
  const [busy, wrong, code, step] = [useSignal(false), useSignal(""), useSignal(""), useSignal<Step>("none")];
  const attempt = async (): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    wrong.value = "";
    const answer = await enter(code.value).finally(() => (busy.value = false));
    if (answer.ok) return welcome(app);
    const asked = answer.messageKey === "error.code_needed";
    if (asked || answer.setup) {
      await speakOffice();
      step.value = answer.setup ?? "code";
    } else wrong.value = t(answer.messageKey, { seconds: answer.retryAfter ?? 0 });
  };
  const submit = (event: Event): Promise<void> => {
    event.preventDefault();
    return attempt();
  };
  return { busy, wrong, step, code, attempt, submit };
}

/** What is asked for beside the password, if anything. */
export function SecondStep({ of: { step, code } }: { of: ComingIn }) {
  if (step.value === "none") return null;
  const setup = step.value === "code" ? null : step.value;
  return (
    <>
      <p role="status">{t(setup ? "error.two_step_setup" : "error.code_needed")}</p>
      {setup ? <AppSetup {...setup} /> : null}
      <Code id="second-step" value={code} />
    </>
  );
}
