/**
 * Files stay in store one version longer than they are in charge: a window of the version before may open a screen
 * that it has not fetched yet, and no server has that file any more.
 */

/** Where the cache keeps the addresses of the files of the version in charge. */
const IN_CHARGE = "/files-in-charge";

/** When this version takes charge: drops all but its own files (`own`, addresses of the cache) and those of the version before. */
export async function dropOldFiles(cache: Cache, own: ReadonlySet<string>): Promise<void> {
  const before = await inCharge(cache);
  if (before) {
    const kept = new Set([...own, ...before]);
    const old = (await cache.keys()).filter(({ url }) => !kept.has(url) && !url.endsWith(IN_CHARGE));
    for (const file of old) await cache.delete(file);
  }
  await cache.put(IN_CHARGE, new Response(JSON.stringify([...own])));
}

/** The files of the version in charge; null when it kept no list, and nothing is known to be old. */
async function inCharge(cache: Cache): Promise<string[] | null> {
  const list = await cache.match(IN_CHARGE);
  return list ? ((await list.json()) as string[]) : null;
}
