import { t } from "../../ui/words";

/** The rules that hold here: every agreement with its dates and its source. */
export function Agreements() {
  return (
    <main>
      <p class="loading">{t("common.loading")}</p>
    </main>
  );
}
