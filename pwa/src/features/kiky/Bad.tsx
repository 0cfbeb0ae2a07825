/** What went wrong with the deed that was tried; nothing where nothing did. */
export function Bad({ said }: { said: string }) {
  if (!said) return null;
  return (
    <p class="note bad" role="alert">
      {said}
    </p>
  );
}
