import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  boolean,
  context,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  utcTime,
  utf8String,
} from './der.ts';

const DAY_MS = 24 * 60 * 60_000;
const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const BASIC_CONSTRAINTS = '2.5.29.19';
const KEY_USAGE = '2.5.29.15';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const SUBJECT_ALT_NAME = '2.5.29.17';

/** A certificate and its private key, both PEM. */
export interface CertificatePair {
  readonly certificate: string;
  readonly privateKey: string;
}

/**
 * Makes a certificate for loopback that signs itself (RFC 5280), valid for a year, with a P-256 key.
 *
 * @remarks kubectl sends its token over TLS only, so the server needs one; it lives in memory and in the kubeconfig.
 */
export function createSelfSignedCertificate(nowMs: number): CertificatePair {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(objectIdentifier(ECDSA_SHA256));
  const name = sequence(
    set(sequence(objectIdentifier(COMMON_NAME), utf8String('orkestra-devcluster'))),
  );
  const toBeSigned = sequence(
    context(0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    algorithm,
    name,
    sequence(utcTime(nowMs - DAY_MS), utcTime(nowMs + 365 * DAY_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    context(3, extensions()),
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const der = sequence(toBeSigned, algorithm, bitString(signature));
  return {
    certificate: pem('CERTIFICATE', der),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function extensions(): Buffer {
  const names = sequence(
    context(2, Buffer.from('localhost'), false),
    context(7, Buffer.from([127, 0, 0, 1]), false),
    context(7, Buffer.from([...Array.from({ length: 15 }, () => 0), 1]), false),
  );
  const digitalSignatureAndCertSign = bitString(Buffer.from([0x84]), 2);
  return sequence(
    extension(BASIC_CONSTRAINTS, sequence(boolean(true)), true),
    extension(KEY_USAGE, digitalSignatureAndCertSign, true),
    extension(EXTENDED_KEY_USAGE, sequence(objectIdentifier(SERVER_AUTH))),
    extension(SUBJECT_ALT_NAME, names),
  );
}

function extension(id: string, value: Buffer, isCritical = false): Buffer {
  const critical = isCritical ? [boolean(true)] : [];
  return sequence(objectIdentifier(id), ...critical, octetString(value));
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
