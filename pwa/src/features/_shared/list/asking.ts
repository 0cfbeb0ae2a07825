/** What is asked of a list on the server, and what of it is kept for the person. */
export interface Wish {
  search: string;
  /** A column's key, with `-` before it from the last to the first. */
  sort: string;
  /** The chosen value of a column; empty for all. */
  filters: Readonly<Record<string, string>>;
  page: number;
}

export interface Look {
  /** The keys of the columns that are shown; empty for those that the list shows by itself. */
  columns: readonly string[];
  dense: boolean;
}

export const FRESH: Wish = { search: "", sort: "name", filters: {}, page: 0 };
export const PLAIN: Look = { columns: [], dense: false };

/** The query of a wish; without a page it is for a file of all that fits. */
export function queryOf(wish: Wish, more: Readonly<Record<string, string>> = {}, paged = true): string {
  const query = new URLSearchParams(more);
  if (wish.search.trim()) query.set("search", wish.search.trim());
  if (wish.sort) query.set("sort", wish.sort);
  for (const [key, value] of Object.entries(wish.filters)) if (value) query.append("filter", `${key}:${value}`);
  if (paged && wish.page) query.set("page", String(wish.page));
  return String(query);
}

/** A look that this device knows, and whether the server has yet to hear of it. */
export interface OnDevice {
  look: Look | null;
  waits: boolean;
}

/** How a list looked when it was last left on this device; what cannot be read is forgotten. */
export function onDevice(kept: string | null): OnDevice {
  try {
    const { columns, dense, waits } = JSON.parse(kept ?? "") as Partial<Look & OnDevice>;
    const look = { columns: Array.isArray(columns) ? columns.map(String) : [], dense: dense === true };
    return { look, waits: waits === true };
  } catch {
    return { look: null, waits: false };
  }
}

/** What is shown: the device's own look until the server has heard of it, then the one of all the person's devices. */
export function lookNow(here: OnDevice, there: Partial<Look> | null): Look {
  const told = there && { ...PLAIN, ...there };
  return (here.waits ? here.look : (told ?? here.look)) ?? PLAIN;
}

/** The columns that are shown, in the list's order; the first always. */
export function shownOf<C extends { key: string; chosen: boolean }>(columns: readonly C[], look: Look): C[] {
  const wanted = (column: C): boolean => (look.columns.length ? look.columns.includes(column.key) : column.chosen);
  return columns.filter((column, n) => n === 0 || wanted(column));
}
