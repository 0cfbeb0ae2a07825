import type { WayBack } from "../../store/appState";
import { replace } from "../../ui/router";

/** What a provider has sent back with the browser, taken out of the address at once; null without it. */
export function wayBack(): WayBack | null {
  const said = new URLSearchParams(location.search);
  const of = (name: string): string => said.get(name) ?? "";
  const state = of("state");
  if (!state) return null;
  const back = { state, code: of("code"), iss: of("iss"), error: of("error").slice(0, 200) };
  replace("/kirjaudu");
  return back;
}

/** The word of the company whose page this is; empty without one. */
export const companyHere = (): string => new URLSearchParams(location.search).get("yritys") ?? "";
