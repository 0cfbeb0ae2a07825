/** Milliseconds that a run of many thousand people may take to be worked out, locked or written. */
export const LONG = 600_000;
