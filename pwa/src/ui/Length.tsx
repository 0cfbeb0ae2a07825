import { hm, signedHm } from "./formats";
import { spoken } from "./spoken";

interface Props {
  minutes: number;
  /** With its sign, as a balance. */
  signed?: boolean;
  /** What it is a length of, for who does not see where it stands. */
  of?: string;
}

/** A length of time: `5:14` to the eye, "5 tuntia 14 minuuttia" to the ear. */
export function Length({ minutes, signed = false, of = "" }: Props) {
  return (
    <>
      <bdi aria-hidden="true">{signed ? signedHm(minutes) : hm(minutes)}</bdi>
      <bdi class="vh">{`${of} ${spoken(minutes)}`.trim()}</bdi>
    </>
  );
}
