/** What somebody shows to be a colleague: the mailed code, or the secret of a device that was remembered. */
export type Proof =
  | { readonly by: 'code'; readonly code: string }
  | { readonly by: 'device'; readonly deviceId: string; readonly secret: string };

const written = /^(?:code\.(\d{6})|device\.([0-9a-f]{16})\.([\w-]{43}))$/;

/** A proof as the answer to Cognito's challenge, which is one text. */
export function writeProof(proof: Proof): string {
  return proof.by === 'code' ? `code.${proof.code}` : `device.${proof.deviceId}.${proof.secret}`;
}

/** Undefined for what `writeProof` never writes. */
export function readProof(answer: string): Proof | undefined {
  const [, code, deviceId, secret] = written.exec(answer) ?? [];
  if (code) return { by: 'code', code };
  return deviceId && secret ? { by: 'device', deviceId, secret } : undefined;
}

/** A device's credential, as the browser keeps it: `<deviceId>.<secret>`. */
export function deviceProof(credential: string): Proof | undefined {
  return readProof(`device.${credential}`);
}
