/** Passkeys as the browser has them: what the server asks is JSON, and so is what it is told. */

export function canUsePasskeys(): boolean {
  return typeof PublicKeyCredential === "function" && "credentials" in navigator;
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

function text(content: ArrayBuffer): string {
  const raw = String.fromCharCode(...new Uint8Array(content));
  return btoa(raw).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

interface Asked {
  challenge: string;
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: { id: string }[];
}

const known = (rows: readonly { id: string }[] = []): PublicKeyCredentialDescriptor[] =>
  rows.map(({ id }) => ({ type: "public-key", id: bytes(id) }));

/** Makes a passkey. Null when the person has changed their mind, or the device has one of theirs already. */
export async function makePasskey(options: string): Promise<string | null> {
  const asked = JSON.parse(options) as Asked & Omit<PublicKeyCredentialCreationOptions, keyof Asked>;
  const publicKey: PublicKeyCredentialCreationOptions = {
    ...asked,
    challenge: bytes(asked.challenge),
    user: { ...asked.user, id: bytes(asked.user.id) },
    excludeCredentials: known(asked.excludeCredentials),
  };
  return told(await navigator.credentials.create({ publicKey }).catch(() => null));
}

/** Signs by one of this device's passkeys. Null when the person has changed their mind, or has none. */
export async function signByPasskey(options: string): Promise<string | null> {
  const asked = JSON.parse(options) as { challenge: string; rpId: string; timeout: number };
  const publicKey: PublicKeyCredentialRequestOptions = {
    rpId: asked.rpId,
    timeout: asked.timeout,
    challenge: bytes(asked.challenge),
    userVerification: "required",
  };
  return told(await navigator.credentials.get({ publicKey }).catch(() => null));
}

function told(made: Credential | null): string | null {
  if (!(made instanceof PublicKeyCredential)) return null;
  const { response } = made;
  const own =
    response instanceof AuthenticatorAttestationResponse
      ? { attestationObject: text(response.attestationObject) }
      : signed(response as AuthenticatorAssertionResponse);
  return JSON.stringify({
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    clientExtensionResults: {},
    response: { ...own, clientDataJSON: text(response.clientDataJSON) },
  });
}

function signed({ authenticatorData, signature, userHandle }: AuthenticatorAssertionResponse) {
  return {
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    ...(userHandle ? { userHandle: text(userHandle) } : {}),
  };
}
