/** What must hold once there is peace; the numbers are those of the design. */
import type { JournalEntry, LeimaDb, ServerRow } from "../../../../pwa/src/device/db";
import type { OutboxRow } from "../../../../pwa/src/device/operations";
import type { Device } from "./device";
import type { Made, Simulation } from "./simulation";

interface Disk {
  outbox: Map<string, OutboxRow>;
  rows: ServerRow[];
  journal: Map<string, JournalEntry>;
}

/** Every broken promise in plain words; empty when all hold. */
export async function broken(simulation: Simulation): Promise<string[]> {
  const faults: string[] = [];
  const disks = new Map<string, Disk>();
  for (const device of simulation.devices) {
    for (const person of ["anna", "ben"])
      disks.set(`${device.name}/${person}`, await diskOf(simulation, device, person));
  }
  for (const made of simulation.made)
    faults.push(...ofOperation(simulation, made, disks.get(`${made.device.name}/${made.person}`)!));
  faults.push(...ofServer(simulation));
  for (const [name, disk] of disks) if (disk.rows.length > 0) faults.push(...ofRows(simulation, name, disk));
  return faults;
}

async function diskOf(simulation: Simulation, device: Device, person: string): Promise<Disk> {
  const db: LeimaDb = device.database(person);
  const read = (async () => {
    await db.open();
    const outbox = new Map((await db.outbox.toArray()).map((row) => [row.op_id, row]));
    const journal = new Map((await db.journal.toArray()).map((entry) => [entry.id, entry]));
    return { outbox, rows: await db.server_rows.toArray(), journal };
  })();
  await simulation.time.settle();
  const disk = await read;
  db.close();
  return disk;
}

function ofOperation({ server }: Simulation, made: Made, disk: Disk): string[] {
  const name = `${made.opId.slice(0, 8)} of ${made.person}`;
  const receipt = server.state.receipts.get(made.opId);
  const row = disk.outbox.get(made.opId);
  const faults: string[] = [];
  if (!row) faults.push(`J12 ${name}: no longer in custody on its device`);
  if (!receipt && !(row && ["queued", "sending", "attention"].includes(row.status)))
    faults.push(`J1 ${name}: shown as saved, and lost`);
  if (receipt && receipt.sealed !== made.sealed) faults.push(`J14 ${name}: sent otherwise than it was made`);
  if (receipt && receipt.author !== made.person) faults.push(`J10 ${name}: sent in the name of ${receipt.author}`);
  if (!row) return faults;
  if (row.sealed !== made.sealed) faults.push(`J14 ${name}: changed on the device`);
  if (!receipt && row.status !== "attention" && !isStuck(made))
    faults.push(`J13 ${name}: still unsent as ${row.status}, ${row.waits}`);
  const told = { applied: "settled", conflict: "attention", rejected: "attention", deferred: "queued" };
  if (receipt && row.status !== told[receipt.result.status])
    faults.push(`J3 ${name}: ${receipt.result.status} but ${row.status}`);
  if (receipt?.result.code === "op_id_reused" || row.code === "op_id_reused") faults.push(`J5 ${name}: id used twice`);
  if (made.alone && !server.restored && row.status === "attention") faults.push(`J6 ${name}: in conflict with itself`);
  const line = disk.journal.get(made.opId)?.status;
  const wanted = {
    queued: "waiting",
    sending: "waiting",
    acked: "sent",
    settled: "sent",
    attention: "attention",
    closed: "closed",
  };
  if (line !== wanted[row.status]) faults.push(`J12 ${name}: the journal says ${line} of ${row.status}`);
  return faults;
}

/** Made so that no server of this age can take it. */
function isStuck(made: Made): boolean {
  return /"note":"(newer|poison500|poison400)"/.test(made.sealed);
}

function ofServer(simulation: Simulation): string[] {
  const { server, made } = simulation;
  const faults: string[] = [];
  const known = new Set(made.map(({ opId }) => opId));
  for (const [opId, times] of server.state.effects)
    if (times > 1) faults.push(`J2 ${opId}: had its effect ${times} times`);
  const unknown = [...server.state.receipts.keys()].filter((opId) => !known.has(opId));
  const entities = new Map<string, number>();
  for (const receipt of server.state.receipts.values()) {
    const op = JSON.parse(receipt.sealed) as { type: string; entity: { id: string } };
    if (op.type !== "entry.edit") entities.set(op.entity.id, (entities.get(op.entity.id) ?? 0) + 1);
  }
  for (const [id, times] of entities) if (times > 1) faults.push(`J2 ${id}: made ${times} times`);
  // A page killed between the commit and the word "saved" leaves an operation that nobody was shown: that is allowed.
  const deaths = unknown.length - simulation.deaths;
  if (deaths > 0) faults.push(`J2 ${deaths} operations that nobody made`);
  return faults;
}

function ofRows({ server }: Simulation, name: string, disk: Disk): string[] {
  const person = name.split("/")[1]!;
  const there = new Map(
    [...server.state.rows.values()].filter((r) => r.owner === person).map((r) => [`${r.type}/${r.id}`, r]),
  );
  const faults: string[] = [];
  for (const row of disk.rows) {
    const twin = there.get(`${row.type}/${row.id}`);
    if (!twin) faults.push(`J10 ${name}: has ${row.type} ${row.id}, which is not theirs or not there`);
    else if (twin.version !== row.version || twin.data.note !== row.data.note) {
      faults.push(`J9 ${name}: ${row.type} ${row.id} is version ${row.version}, the server has ${twin.version}`);
    }
  }
  if (disk.rows.length < there.size) faults.push(`J8 ${name}: sees ${disk.rows.length} of ${there.size} rows`);
  return faults;
}
