/** What a path of the API returns, from its generated description: a path that is not there, or a wrong shape, does not compile. */
import type { components, paths } from "./schema";

/** The API's shapes by name. */
export type Wire = components["schemas"];
export type Method = "get" | "post" | "put" | "delete";

/** `/a/${string}/b` of `/a/{id}/b`, with or without a query. */
type Filled<P extends string> = P extends `${infer Before}{${string}}${infer After}`
  ? `${Before}${string}${Filled<After>}`
  : P;
type Written<P extends string> = Filled<P> | `${Filled<P>}?${string}`;

type Served<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never;
}[keyof paths];
type Open = `${string}{${string}`;
type Among<P extends string, S extends string> = P extends string ? (S extends Written<P> ? P : never) : never;
/** The path that is meant; one without places to fill goes first. */
type Meant<M extends Method, S extends string> = [Among<Exclude<Served<M>, Open>, S>] extends [never]
  ? Among<Served<M>, S>
  : Among<Exclude<Served<M>, Open>, S>;

type Json<A> = A extends { content: { "application/json": infer J } } ? J : null;
type Good<R> = R extends { responses: infer A }
  ? A extends { 200: infer B }
    ? Json<B>
    : A extends { 201: infer B }
      ? Json<B>
      : null
  : never;

/** The path itself where the API has it. */
export type Known<M extends Method, S extends string> = [Meant<M, S>] extends [never] ? never : S;
/** What it returns; null where it returns nothing. */
export type Reply<M extends Method, S extends string> =
  Meant<M, S> extends infer P extends keyof paths ? Good<paths[P][M & keyof paths[P]]> : never;
