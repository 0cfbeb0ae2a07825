/** A rule's source as a person reads it. The tables' own mark of what is to be looked up belongs to the agreement's page. */
export function sourced(source: string): string {
  return source
    .replace(/\s*\(CHECK\)/g, "")
    .replace(/^CHECK:?\s*/, "")
    .replace(/[:;,]?\s*\bCHECK\b:?/g, "")
    .trim();
}
