import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  boolean,
  context,
  integer,
  objectIdentifier,
  octetString,
  sequence,
  set,
  time,
  utf8String,
} from './der.ts';

const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const SUBJECT_KEY = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const SUBJECT_ALT_NAME = '2.5.29.17';
const BASIC_CONSTRAINTS = '2.5.29.19';
const AUTHORITY_KEY = '2.5.29.35';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

/** Characters of a common name (RFC 5280, `ub-common-name`). */
const NAME_LENGTH = 64;

/** Bits of `KeyUsage` (RFC 5280 §4.2.1.3): what to sign, and how many bits of the last byte say nothing. */
const USAGES = {
  signs: bitString(Buffer.from([0x80]), 7),
  certifies: bitString(Buffer.from([0x06]), 1),
  signsAndCertifies: bitString(Buffer.from([0x84]), 2),
};

/** A certificate and its private key, both PEM. */
export interface CertificatePair {
  readonly certificate: string;
  readonly privateKey: string;
}

/** Whom a certificate is for, and how long. */
export interface CertificateRequest {
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  /** IPv4 and IPv6 addresses as bytes. Default: none. */
  readonly addresses?: readonly (readonly number[])[];
  /** In milliseconds since 1970. */
  readonly notBeforeMs: number;
  /** In milliseconds since 1970. */
  readonly notAfterMs: number;
}

/** A certificate of a server with the authority that signed it, whose own key is kept nowhere. */
export interface ServerCertificate extends CertificatePair {
  /** PEM. */
  readonly authority: string;
}

/** Makes a certificate of a server that signs itself (RFC 5280), with a P-256 key. */
export function createSelfSignedCertificate(request: CertificateRequest): CertificatePair {
  const keys = createKeys();
  const extensions = [
    extension(BASIC_CONSTRAINTS, sequence(boolean(true)), true),
    extension(KEY_USAGE, USAGES.signsAndCertifies, true),
    ...serverExtensions(request),
  ];
  const subject = { name: request.commonName, keys };
  return issue(request, { subject, issuer: subject, extensions });
}

/** Makes an authority, and a certificate of a server that it signs (RFC 5280), with P-256 keys. */
export function createServerCertificate(request: CertificateRequest): ServerCertificate {
  const issuer = { name: `${request.commonName.slice(0, NAME_LENGTH - 3)} CA`, keys: createKeys() };
  const subject = { name: request.commonName.slice(0, NAME_LENGTH), keys: createKeys() };
  const issuerKey = keyIdentifier(issuer.keys.publicKey);
  const authority = issue(request, {
    subject: issuer,
    issuer,
    extensions: [
      extension(BASIC_CONSTRAINTS, sequence(boolean(true)), true),
      extension(KEY_USAGE, USAGES.certifies, true),
      extension(SUBJECT_KEY, octetString(issuerKey)),
    ],
  });
  const server = issue(request, {
    subject,
    issuer,
    extensions: [
      extension(BASIC_CONSTRAINTS, sequence(), true),
      extension(KEY_USAGE, USAGES.signs, true),
      extension(SUBJECT_KEY, octetString(keyIdentifier(subject.keys.publicKey))),
      extension(AUTHORITY_KEY, sequence(context(0, issuerKey, false))),
      ...serverExtensions(request),
    ],
  });
  return { ...server, authority: authority.certificate };
}

interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

interface Party {
  readonly name: string;
  readonly keys: Keys;
}

function createKeys(): Keys {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function issue(
  { notBeforeMs, notAfterMs }: CertificateRequest,
  {
    subject,
    issuer,
    extensions,
  }: { readonly subject: Party; readonly issuer: Party; readonly extensions: readonly Buffer[] },
): CertificatePair {
  const algorithm = sequence(objectIdentifier(ECDSA_SHA256));
  const toBeSigned = sequence(
    context(0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    algorithm,
    nameOf(issuer),
    sequence(time(notBeforeMs), time(notAfterMs)),
    nameOf(subject),
    subject.keys.publicKey.export({ type: 'spki', format: 'der' }),
    context(3, sequence(...extensions)),
  );
  const signature = sign('sha256', toBeSigned, issuer.keys.privateKey);
  const der = sequence(toBeSigned, algorithm, bitString(signature));
  return {
    certificate: pem('CERTIFICATE', der),
    privateKey: subject.keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function nameOf({ name }: Party): Buffer {
  return sequence(set(sequence(objectIdentifier(COMMON_NAME), utf8String(name))));
}

function serverExtensions({ dnsNames, addresses = [] }: CertificateRequest): readonly Buffer[] {
  const names = [
    ...dnsNames.map((name) => context(2, Buffer.from(name), false)),
    ...addresses.map((bytes) => context(7, Buffer.from(bytes), false)),
  ];
  return [
    extension(EXTENDED_KEY_USAGE, sequence(objectIdentifier(SERVER_AUTH))),
    ...(names.length === 0 ? [] : [extension(SUBJECT_ALT_NAME, sequence(...names))]),
  ];
}

/** Tells keys apart, by the method of RFC 7093 §2 (4). */
function keyIdentifier(key: KeyObject): Buffer {
  const der = key.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest().subarray(0, 20);
}

function extension(id: string, value: Buffer, isCritical = false): Buffer {
  const critical = isCritical ? [boolean(true)] : [];
  return sequence(objectIdentifier(id), ...critical, octetString(value));
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
