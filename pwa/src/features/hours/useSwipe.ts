import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

const FAR = 60;
const FLAT = 40;

/** A finger drawn sideways over the list goes to the period before or after; scrolling up and down is left alone. */
export function useSwipe(place: RefObject<HTMLElement | null>, onStep: (by: -1 | 1) => void): void {
  const step = useRef(onStep);
  step.current = onStep;
  useEffect(() => {
    const box = place.current;
    let from: { x: number; y: number } | null = null;
    const start = ({ touches }: TouchEvent): void => {
      from = touches.length === 1 ? { x: touches[0]!.clientX, y: touches[0]!.clientY } : null;
    };
    const end = ({ changedTouches: [touch] }: TouchEvent): void => {
      if (!from || !touch) return;
      const [x, y] = [touch.clientX - from.x, touch.clientY - from.y];
      if (Math.abs(x) > FAR && Math.abs(y) < FLAT) step.current(x < 0 ? 1 : -1);
    };
    box?.addEventListener("touchstart", start, { passive: true });
    box?.addEventListener("touchend", end, { passive: true });
    return () => {
      box?.removeEventListener("touchstart", start);
      box?.removeEventListener("touchend", end);
    };
  }, []);
}
