import { t } from "../../ui/words";

/** Contracts in force, and changes of them for one person or many. */
export function Contracts() {
  return (
    <main>
      <p class="loading">{t("common.loading")}</p>
    </main>
  );
}
