import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { useSignal } from "@preact/signals";

interface Props {
  children: ComponentChildren;
  onClick: () => unknown;
  kind?: "go" | "plain" | "warm" | "danger" | "link";
  label?: string;
  pressed?: boolean;
  class?: string;
}

/** A button that takes one tap at a time: while what it started is not done, a second tap is not taken. */
export function Button({ children, onClick, kind = "plain", label, pressed, class: extra }: Props) {
  const busy = useSignal(false);
  const running = useRef(false);
  const tap = async (): Promise<void> => {
    if (running.current) return;
    running.current = true;
    try {
      const result = onClick();
      if (result instanceof Promise) {
        busy.value = true;
        await result;
      }
    } finally {
      busy.value = running.current = false;
    }
  };
  return (
    <button
      type="button"
      class={`button ${kind} ${extra ?? ""}`}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={busy.value || undefined}
      onClick={() => void tap()}
    >
      {children}
    </button>
  );
}
