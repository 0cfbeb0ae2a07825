/** Choosing dates on a lane: by a drag of a finger or mouse, or by keys with Shift. */
import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import { rowOf } from "./moving";

/** The dates from `from` to `until` on the lane `row`; `start` is the end that stays. */
export interface Range {
  row: number;
  start: string;
  from: string;
  until: string;
}

interface Place {
  row: number;
  date: string;
}

interface Options {
  /** Whether dates of a lane may be chosen. */
  mayChoose: (row: number) => boolean;
  onRange: (range: Range) => void;
}

/** The range between two dates of a lane, whichever is first. */
export function rangeOf(row: number, start: string, end: string): Range {
  return start <= end ? { row, start, from: start, until: end } : { row, start, from: end, until: start };
}

/** What stands after a key with Shift has led from one date to another: the range grows from where it began. */
export function grown(now: Range | null, row: number, at: string, to: string): Range {
  return rangeOf(row, now?.row === row ? now.start : at, to);
}

export function useRanging(grid: RefObject<HTMLElement | null>, { mayChoose, onRange }: Options) {
  const [range, setRange] = useState<Range | null>(null);
  const begun = useRef<(Place & { moved: boolean }) | null>(null);
  const done = (): boolean => {
    setRange(null);
    if (range) onRange(range);
    return range !== null;
  };
  /** What a key makes of the range, as it leads from one cell to another; true where it has opened what was chosen. */
  const press = ({ key, shiftKey }: KeyboardEvent, row: number, from: string, to: Place | null): boolean => {
    if (key === "Enter" || key === " ") return done();
    if (to && shiftKey && to.row === row && mayChoose(row)) setRange(grown(range, row, from, to.date));
    else if (key !== "Shift") setRange(null);
    return false;
  };
  const down = (event: PointerEvent): void => {
    const cell = (event.target as Element).closest<HTMLElement>(".calendar-lane [data-date]");
    const row = cell ? rowOf(grid.current!, cell) : -1;
    begun.current =
      cell && event.button === 0 && mayChoose(row) ? { row, date: cell.dataset.date!, moved: false } : null;
    setRange(null);
  };
  const move = (event: PointerEvent): void => {
    const drag = begun.current;
    const date = drag && dateAt(event);
    if (!drag || !date || (date === drag.date && !drag.moved)) return;
    // What is captured ends here too, and is no tap on the cell that it began on.
    if (!drag.moved) grid.current!.setPointerCapture(event.pointerId);
    drag.moved = true;
    setRange(rangeOf(drag.row, drag.date, date));
  };
  const up = (): void => {
    const drag = begun.current;
    begun.current = null;
    if (drag?.moved) done();
  };
  const cancel = (): void => {
    begun.current = null;
    setRange(null);
  };
  return {
    range,
    press,
    drag: { onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerCancel: cancel },
  };
}

/** The date of the column under the pointer, on whichever lane: a finger strays from its own. */
function dateAt({ clientX, clientY }: PointerEvent): string | null {
  const cell = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-date]");
  return cell?.dataset.date ?? null;
}
