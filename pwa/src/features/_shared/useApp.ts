import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { AppState } from "../../store/appState";

export const AppContext = createContext<AppState | null>(null);

/** The one way for a screen to reach what is known and what can be done. */
export function useApp(): AppState {
  const app = useContext(AppContext);
  if (!app) throw new Error("a screen was drawn outside <App>");
  return app;
}
