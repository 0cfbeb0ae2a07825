export type Theme = "system" | "light" | "dark";

interface Look {
  theme: Theme;
  language: "fi" | "sv" | "en";
}

const KEY = "leima.look";

/** The look of last time, known before the store is open, so that the first picture is already the right one. */
export function lastLook(): Partial<Look> {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Look>;
  } catch {
    return {};
  }
}

export function rememberLook(look: Look): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(look));
  } catch {
    // The look is remembered by the store as well; this copy only spares a flash of the other one.
  }
}

const PAPER = { light: "#f5f3ee", dark: "#0f1412" } as const;

/** `system` follows the device; the others hold whatever the device says. The browser's own bar takes the same colour. */
export function wear(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")) {
    const own = meta.media.includes("dark") ? "dark" : "light";
    meta.content = PAPER[theme === "system" ? own : theme];
  }
}
