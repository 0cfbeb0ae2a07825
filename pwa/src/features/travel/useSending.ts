import { say } from "../../ui/toast";
import { t } from "../../ui/words";
import { announce } from "../_shared/reply/announce";
import { useApp } from "../_shared/useApp";
import { savesOf } from "./form";
import type { Page } from "./useClaimPage";

/** What becomes of a claim's page: it is kept as it is left, and sent once it is `whole`; with faults it stays here. */
export function useSending(page: Page, onClose: () => void, whole: boolean, faulty: boolean) {
  const { acts } = useApp();
  const save = () => {
    const { id, head } = page.form.value;
    return acts.saveClaim(id, head, savesOf(page.form.value));
  };
  const leave = async (): Promise<void> => {
    if (page.touched.value && !faulty) {
      const saved = await save();
      announce(saved, t("travel.saved"));
      if (saved !== "failed") await page.forget();
    } else if (page.touched.value) say(t("travel.kept_here"), false);
    onClose();
  };
  const send = async (): Promise<void> => {
    if (!whole) return;
    const kept = await save();
    const claim = kept === "saved" ? await acts.claim(page.form.value.id) : null;
    if (!claim) return announce(kept === "saved" ? "failed" : kept, t("travel.saved"));
    const saved = await acts.submitClaim(claim);
    await page.forget();
    announce(saved, t("travel.sent"), async () => announce(await acts.withdrawClaim(claim), t("travel.withdrawn")));
    onClose();
  };
  return { leave, send };
}
