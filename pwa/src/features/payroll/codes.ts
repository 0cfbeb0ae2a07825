import type { Wire } from "../../store/appState";

type Code = Wire["CodeRow"];

/** Whether a code holds on a date. */
export function holds(code: Code, on: string): boolean {
  return code.from <= on && (code.until === null || on <= code.until);
}

/** The kinds of pay that no payroll system knows on a date: they have the product's own neutral code, or none of theirs. */
export function lacking({ codes }: { codes: readonly Code[] }, on: string): string[] {
  const standing = codes.filter((one) => holds(one, on));
  const neutral = new Set(codes.filter((one) => one.ready && one.code !== null).map(({ code }) => code));
  const own = standing.filter((one) => !one.ready && !neutral.has(one.code) && one.agreement === null);
  const given = new Set(own.map(({ kind }) => kind));
  const ready = standing.filter((one) => one.ready && one.code !== null).map(({ kind }) => kind);
  const wrong = standing.filter((one) => !one.ready && neutral.has(one.code)).map(({ kind }) => kind);
  return [...new Set([...ready.filter((kind) => !given.has(kind) && !given.has(kind.split(".")[0]!)), ...wrong])];
}
