/** What was typed and not yet saved, kept on this device: a signal that is lost costs no typing. */
import { useState } from "preact/hooks";
import { useApp } from "../_shared/useApp";

export function useKept(key: string, initial: string): [string, (value: string) => void] {
  const { office } = useApp();
  const name = `setup.${key}`;
  const [value, setValue] = useState(() => office.recall(name) || initial);
  const set = (text: string): void => {
    setValue(text);
    office.keep(name, text);
  };
  return [value, set];
}
