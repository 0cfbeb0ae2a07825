import type { Language } from "../../store/appState";
import { t } from "../../ui/words";
import { useApp } from "./useApp";

/** Each language in its own words. */
export const NAMES: Record<Language, string> = { fi: "Suomi", sv: "Svenska", en: "English" };

/** The languages, each in its own words; `look` is the group's class. */
export function Languages({ look = "signin-languages" }: { look?: string }) {
  const { language, acts } = useApp();
  return (
    <div class={look} role="group" aria-label={t("settings.language")}>
      {(Object.keys(NAMES) as Language[]).map((lang) => (
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
