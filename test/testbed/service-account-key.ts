import { generateKeyPair } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Files with the key pair that signs service account tokens. */
export interface ServiceAccountKey {
  readonly publicKeyFile: string;
  readonly privateKeyFile: string;
}

/** Makes a key pair for service account tokens (RSA 2048, PEM). */
export async function writeServiceAccountKey(folder: string): Promise<ServiceAccountKey> {
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const publicKeyFile = join(folder, 'service-account.pub');
  const privateKeyFile = join(folder, 'service-account.key');
  await writeFile(publicKeyFile, pair.publicKey);
  await writeFile(privateKeyFile, pair.privateKey, { mode: 0o600 });
  return { publicKeyFile, privateKeyFile };
}
