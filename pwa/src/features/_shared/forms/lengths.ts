/** Lengths of time as a person types them. */

/** `7:36`, `7.36` or `456` as minutes; undefined when it is none of them. */
export function minutesOf(text: string): number | undefined {
  const clock = /^(-?)(\d{1,4})[:.]([0-5]\d)$/.exec(text.trim().replace("−", "-"));
  if (clock) return (clock[1] ? -1 : 1) * (Number(clock[2]) * 60 + Number(clock[3]));
  return /^-?\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
}
