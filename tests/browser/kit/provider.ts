/** A company's own sign-in on this machine, where whoever comes is `who` at once. */
import { createSign, generateKeyPairSync, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface Provider {
  origin: string;
  /** Claims of whoever signs in. */
  who: Record<string, unknown>;
  close(): Promise<void>;
}

export const CLIENT = { id: "leima", secret: "meidän kesken" };
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const KEY = { ...publicKey.export({ format: "jwk" }), kid: "k1", use: "sig", alg: "RS256" };

const part = (said: object): string => Buffer.from(JSON.stringify(said)).toString("base64url");

function sealed(claims: object): string {
  const text = `${part({ alg: "RS256", typ: "JWT", kid: "k1" })}.${part(claims)}`;
  return `${text}.${createSign("RSA-SHA256").update(text).sign(privateKey, "base64url")}`;
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const one of request) parts.push(one as Buffer);
  return new URLSearchParams(Buffer.concat(parts).toString());
}

export async function openProvider(): Promise<Provider> {
  const nonces = new Map<string, string>();
  const provider: Provider = { origin: "", who: {}, close: async () => {} };
  const described = () => ({
    issuer: provider.origin,
    authorization_endpoint: `${provider.origin}/authorize`,
    token_endpoint: `${provider.origin}/token`,
    jwks_uri: `${provider.origin}/keys`,
    code_challenge_methods_supported: ["S256"],
  });
  const token = (code: string) => {
    const nonce = nonces.get(code);
    if (!nonce) return null;
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: provider.origin, aud: CLIENT.id, iat: now, exp: now + 300, nonce, ...provider.who };
    return { access_token: "a", token_type: "Bearer", id_token: sealed(claims) };
  };
  const server = createServer((request, answer) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", provider.origin);
    const say = (said: object, status = 200): void =>
      void answer.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(said));
    if (pathname === "/.well-known/openid-configuration") return say(described());
    if (pathname === "/keys") return say({ keys: [KEY] });
    if (pathname === "/authorize") {
      const [code, back] = [randomUUID(), new URL(searchParams.get("redirect_uri")!)];
      nonces.set(code, searchParams.get("nonce")!);
      back.searchParams.set("code", code);
      back.searchParams.set("state", searchParams.get("state")!);
      return void answer.writeHead(302, { Location: back.href }).end();
    }
    void formOf(request).then((form) => {
      const given = token(form.get("code") ?? "");
      return given ? say(given) : say({ error: "invalid_grant" }, 400);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  provider.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  provider.close = () =>
    new Promise((done) => {
      server.closeAllConnections();
      server.close(() => done());
    });
  return provider;
}
