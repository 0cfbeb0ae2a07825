/** One request and its answer, as the rest of the app sees them. */

export interface HttpRequest {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** Milliseconds until the request counts as unanswered. */
  timeout?: number;
}

export interface HttpReply {
  status: number;
  /** The decoded JSON body, or null when there was none. */
  json: unknown;
  /** Seconds of a Retry-After header, or null. */
  retryAfter: number | null;
}

/** No answer came: nothing is known of what the server did. */
export class NoReply extends Error {
  override name = "NoReply";
}
