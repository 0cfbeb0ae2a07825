/** How much of a whole is done; the numbers stand beside it in words. `share` is 0..1. */
export function Ring({ share }: { share: number }) {
  const round = 2 * Math.PI * 23;
  const done = Math.max(0, Math.min(1, share)) * round;
  return (
    <svg class="ring" viewBox="0 0 56 56" aria-hidden="true">
      <circle cx="28" cy="28" r="23" class="ring-track" />
      {done > 0 ? (
        <circle
          cx="28"
          cy="28"
          r="23"
          class="ring-done"
          stroke-dasharray={`${done} ${round - done + 1}`}
          transform="rotate(-90 28 28)"
        />
      ) : null}
    </svg>
  );
}
