import { computed, signal } from "@preact/signals";

/** A sheet lies over a screen; the browser's back button closes it. `of` says which thing it shows. */
export interface SheetName {
  name: string;
  of?: string;
}

interface Place {
  path: string;
  sheet: SheetName | null;
}

function here(): Place {
  const state = history.state as { sheet?: SheetName } | null;
  return { path: location.pathname, sheet: state?.sheet ?? null };
}

const place = signal<Place>({ path: "/", sheet: null });

export const path = computed(() => place.value.path);
/** What stands after a screen's name, such as `kvtes` of `/tyoehtosopimukset/kvtes`; empty without it. */
export const within = computed(() => decoded(place.value.path.split("/")[2] ?? ""));

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // no address of ours: the screen will not find it
  }
}

export const sheet = computed(() => place.value.sheet);

/** Reads the address now and follows the back and forward buttons. A reload never reopens a sheet. */
export function followHistory(): () => void {
  const follow = (): void => {
    place.value = here();
  };
  if (here().sheet) history.replaceState(null, "", location.href);
  follow();
  addEventListener("popstate", follow);
  return () => removeEventListener("popstate", follow);
}

export function go(to: string): void {
  if (to !== location.pathname) history.pushState(null, "", to);
  place.value = here();
}

export function replace(to: string): void {
  history.replaceState(null, "", to);
  place.value = here();
}

export function openSheet(name: string, of?: string): void {
  history.pushState({ sheet: { name, of } }, "", location.href);
  place.value = here();
}

/** Another thing in the sheet that is open: going back closes it, and does not walk through all that it showed. */
export function replaceSheet(name: string, of?: string): void {
  history.replaceState({ sheet: { name, of } }, "", location.href);
  place.value = here();
}

export function closeSheet(): void {
  if ((history.state as { sheet?: SheetName } | null)?.sheet) history.back();
  else place.value = { ...place.value, sheet: null };
}
