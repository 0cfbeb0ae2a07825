import type { AppState } from "../../store/appState";
import { enter } from "../../ui/router";
import { say } from "../../ui/toast";
import { speak, t } from "../../ui/words";

/** To the first screen, which is told in the language of who has just signed in. */
export async function welcome({ language }: Pick<AppState, "language">): Promise<void> {
  await speak(language.value);
  enter("/tanaan");
  say(t("signin.done"));
}
