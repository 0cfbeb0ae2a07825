import { IDBFactory, IDBKeyRange } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import { LeimaDb, type ServerRow } from "../../../pwa/src/device/db";
import type { StoreContext } from "../../../pwa/src/store/context";
import { logoActs } from "../../../pwa/src/store/logo/acts";
import { Running } from "../../../pwa/src/store/running";

const ROW: ServerRow = {
  ...{ type: "organisation", id: "o1", date: "", version: 1, deleted: false, by: null, op_id: null, gen: 1 },
  data: { id: "o1", name: "Havu Oy", zone: "Europe/Helsinki" },
};

/** A phone, and a server with a logo or none, which can be out of reach. */
class Phone {
  readonly db = new LeimaDb("anna", { indexedDB: new IDBFactory(), IDBKeyRange });
  there: string | null = null;
  reached = true;
  asked = 0;
  private readonly store = {
    engine: async () => ({ db: this.db, session: { call: () => this.call() } }),
  } as unknown as StoreContext;
  readonly acts = logoActs(this.store);

  private async call() {
    this.asked += 1;
    if (!this.reached) throw new Error("no network");
    if (this.there === null) return { status: 404, json: null, retryAfter: null };
    return { status: 200, json: null, retryAfter: null, file: { blob: new Blob([this.there]), name: "leima" } };
  }

  /** The server has another logo, and this phone has heard of it. */
  async pull(logo: string | null): Promise<void> {
    this.there = logo;
    await this.db.server_rows.put({ ...ROW, data: { ...ROW.data, logo } });
  }

  async shown(version?: string | null): Promise<string | null> {
    const logo = await this.acts.logo(version);
    return logo && `${logo.version}: ${await logo.blob.text()}`;
  }
}

let phone: Phone;
beforeEach(() => {
  phone = new Phone();
});

test("without a logo nobody is asked", async () => {
  expect(await phone.shown()).toBeNull();
  await phone.db.server_rows.put(ROW);
  expect(await phone.shown()).toBeNull();
  await phone.pull(null);
  expect(await phone.shown()).toBeNull();
  expect(phone.asked).toBe(0);
});

test("a logo is fetched once, and is there without a network", async () => {
  await phone.pull("a");
  expect(await phone.shown()).toBe("a: a");
  phone.reached = false;
  expect(await phone.shown()).toBe("a: a");
  expect(phone.asked).toBe(1);
});

test("another one takes its place once it has come, and until then the earlier one stays", async () => {
  await phone.pull("a");
  await phone.shown();
  await phone.pull("b");
  phone.reached = false;
  expect(await phone.shown()).toBe("a: a");
  phone.reached = true;
  expect(await phone.shown()).toBe("b: b");
});

test("one that was removed is gone, from the disk too", async () => {
  await phone.pull("a");
  await phone.shown();
  await phone.pull(null);
  expect(await phone.shown()).toBeNull();
  expect(await phone.db.copy("/api/v1/logo")).toBeUndefined();
});

test("one that the server has removed before the phone has heard of it is not shown any more", async () => {
  await phone.pull("a");
  await phone.shown();
  await phone.pull("b");
  phone.there = null;
  expect(await phone.shown()).toBeNull();
});

test("whoever has just set one sees it before their own row says so", async () => {
  await phone.pull(null);
  phone.there = "new";
  expect(await phone.shown("new")).toBe("new: new");
  expect(await phone.shown(null)).toBeNull();
});

test("it goes at the sign-out with all that the phone was told", async () => {
  await phone.pull("a");
  await phone.shown();
  await Running.prototype.forget.call({ db: phone.db } as unknown as Running);
  expect(await phone.db.copy("/api/v1/logo")).toBeUndefined();
  expect(await phone.shown()).toBeNull();
});
