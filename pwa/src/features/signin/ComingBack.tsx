import { useEffect } from "preact/hooks";
import type { WayBack } from "../../store/appState";
import { Button } from "../../ui/Button";
import { speakOffice, t } from "../../ui/words";
import { useApp } from "../_shared/useApp";
import { SecondStep, useComingIn } from "./comingIn";
import { Submit, Wrong } from "./form";

/** Back from the company's own sign-in: in, or a code of the second step, or why not. */
export function ComingBack({ back, onAgain }: { back: WayBack; onAgain: () => void }) {
  const { acts } = useApp();
  const coming = useComingIn(async (code) => {
    await speakOffice().catch(() => undefined);
    return (await acts.otherWays()).finish(back, code);
  });
  useEffect(() => void coming.attempt(), []);
  const asked = coming.step.value !== "none";
  return (
    <>
      <h1>{t("signin.title")}</h1>
      <form class="signin-form" onSubmit={(event) => void coming.submit(event)}>
        <SecondStep of={coming} />
        {coming.busy.value && !asked ? <p class="loading">{t("common.loading")}</p> : null}
        <Wrong text={coming.wrong.value} />
        {asked ? <Submit busy={coming.busy.value}>{t("signin.submit")}</Submit> : null}
      </form>
      <Button kind="link" class="signin-back" onClick={onAgain}>
        {t("signin.to_sign_in")}
      </Button>
    </>
  );
}
