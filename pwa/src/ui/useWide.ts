import { useEffect, useState } from "preact/hooks";

/** 1,024 px in em: from here on the app is a desk. */
export const DESK = 64;

/** Whether the window is as wide as this many em. */
export function useWide(em: number): boolean {
  const wide = `(min-width: ${em}em)`;
  const [is, setIs] = useState(() => matchMedia(wide).matches);
  useEffect(() => {
    const query = matchMedia(wide);
    const follow = (): void => setIs(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return is;
}
