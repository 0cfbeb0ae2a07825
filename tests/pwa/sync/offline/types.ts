/** Every type of operation that the contract names, with a body made from its description. */
import { readFileSync } from "node:fs";

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  anyOf?: Schema[];
  default?: unknown;
  pattern?: string;
  minimum?: number;
  minItems?: number;
  items?: Schema;
  required?: string[];
  properties?: Record<string, Schema>;
}

/** How a type meets another word; `tests/offline/table.py` says what the fields are. */
export interface Row {
  code?: string;
  theirs?: Record<string, unknown>;
  never?: string;
}

export interface Kind {
  type: string;
  entity: string;
  body: Record<string, unknown>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
const { schemas } = (read("shared/contract/openapi.json") as { components: { schemas: Record<string, Schema> } })
  .components;
export const ROWS = read("tests/offline/rows.json") as Record<string, Row>;

const UUID = "01890000-0000-7000-8000-000000000001";
const TEXTS = [UUID, `${UUID}:2026-11`, "2026-11-20", "2026-11-20T08:00", "0".repeat(64), "x"];

const resolved = (schema: Schema): Schema => (schema.$ref ? schemas[schema.$ref.split("/").at(-1)!]! : schema);

/** A value that the description allows: what it has when nothing is said, else the plainest. */
function valueOf(given: Schema): unknown {
  const schema = resolved(given);
  if (schema.enum) return schema.enum[0];
  if ("default" in schema) return schema.default;
  if (schema.anyOf) return valueOf(schema.anyOf[0]!);
  if (schema.properties) return objectOf(schema);
  if (schema.type === "array") return Array.from({ length: schema.minItems ?? 0 }, () => valueOf(schema.items!));
  if (schema.type === "integer" || schema.type === "number") return schema.minimum ?? 1;
  if (schema.type === "boolean") return false;
  return textOf(schema);
}

function textOf({ pattern }: Schema): string {
  const text = TEXTS.find((one) => !pattern || new RegExp(pattern.replace("\\Z", "$")).test(one));
  if (text === undefined) throw new Error(`no text for ${pattern}: add one to TEXTS`);
  return text;
}

function objectOf({ properties = {} }: Schema): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, valueOf(one)]));
}

/** All of them, as the contract has them. */
export const KINDS: Kind[] = Object.values(schemas)
  .filter(({ properties }) => properties?.op_id && properties.body && properties.entity)
  .map(({ properties }) => ({
    type: String(properties!.type!.enum![0]),
    entity: String(resolved(properties!.entity!).properties!.type!.enum![0]),
    body: valueOf(properties!.body!) as Record<string, unknown>,
  }));
