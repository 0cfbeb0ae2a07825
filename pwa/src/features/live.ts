import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Live } from "../store/live";

export const LiveContext = createContext<Live | null>(null);

/** The one way for a screen to reach what is known and what can be done. */
export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("a screen was drawn outside <App>");
  return live;
}
