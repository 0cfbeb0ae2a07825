/** A text to the eye and another to the ear, where the two differ. */
export function Told({ text, said }: { text: string; said: string }) {
  if (text === said) return <>{text}</>;
  return (
    <>
      <bdi aria-hidden="true">{text}</bdi>
      <bdi class="vh">{said}</bdi>
    </>
  );
}
