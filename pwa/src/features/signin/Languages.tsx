import { t } from "../../ui/words";
import { useLive } from "../live";

const NAMES = { fi: "Suomi", sv: "Svenska", en: "English" } as const;

export function Languages() {
  const { language, acts } = useLive();
  return (
    <div class="languages" role="group" aria-label={t("settings.language")}>
      {(["fi", "sv", "en"] as const).map((lang) => (
        <button
          key={lang}
          type="button"
          class="tag"
          lang={lang}
          aria-pressed={language.value === lang}
          onClick={() => void acts.setLanguage(lang)}
        >
          {NAMES[lang]}
        </button>
      ))}
    </div>
  );
}
