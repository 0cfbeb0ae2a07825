/** One request and its answer, as the rest of the app sees them. */

export interface HttpRequest {
  method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** A file to be kept, instead of a body. */
  bytes?: ArrayBuffer;
  /** Milliseconds until the request counts as unanswered. */
  timeout?: number;
  /** The answer is a file to be saved, not JSON. */
  file?: boolean;
}

export interface NamedFile {
  blob: Blob;
  name: string;
}

export interface HttpReply {
  status: number;
  /** The decoded JSON body, or null when there was none. */
  json: unknown;
  /** Seconds of a Retry-After header, or null. */
  retryAfter: number | null;
  /** The file that was asked for, when the server gave one. */
  file?: NamedFile;
}

/** No answer came: nothing is known of what the server did. */
export class NoReply extends Error {
  override name = "NoReply";
}
