import { useEffect, useRef, useState } from "preact/hooks";
import type { Wire } from "../../../store/appState";
import { useApp } from "../useApp";
import { type Look, lookNow, onDevice } from "./asking";

/**
 * How the person left the list on any of their devices, and what keeps another look. It is kept on this device until the
 * server has it, so that nothing is lost without a network.
 */
export function useLook(name: string, table: Wire["Table"] | null): readonly [Look, (to: Look) => void] {
  const { office, session } = useApp();
  const key = `list.${name}.${session.value.person}`;
  const [mine, setMine] = useState<Look | null>(null);
  const sent = useRef<Promise<void>>(Promise.resolve());
  const here = onDevice(office.recall(key));
  const keep = (to: Look): void => {
    setMine(to);
    sent.current = sent.current.then(sending(office, name, key, to));
  };
  const unknown = here.look !== null && table !== null && (here.waits || !table.look);
  useEffect(() => {
    if (unknown && !mine) keep(here.look!);
  }, [unknown]);
  return [mine ?? lookNow(here, table?.look ?? null), keep];
}

type Office = ReturnType<typeof useApp>["office"];

/** Keeps a look here at once; what it returns sends it, and says so here once the server has it or never will. */
function sending(office: Office, name: string, key: string, to: Look): () => Promise<void> {
  const waiting = JSON.stringify({ ...to, waits: true });
  office.keep(key, waiting);
  return async () => {
    const reply = await office.put(`/api/v1/tables/${name}/look`, to);
    const over = reply.ok || (!reply.offline && reply.problem.status < 500);
    if (over && office.recall(key) === waiting) office.keep(key, JSON.stringify(to));
  };
}
