import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  createSelfSignedCertificate,
  createServerCertificate,
} from '../../../core/certificate/certificate.ts';
import { integer, objectIdentifier, time } from '../../../core/certificate/der.ts';

const NOW_MS = Date.UTC(2026, 0, 1);
const YEAR_MS = 365 * 24 * 3_600_000;
const REQUEST = {
  commonName: 'shop.default.svc',
  dnsNames: ['shop.default.svc', '*.example.com'],
  notBeforeMs: NOW_MS,
  notAfterMs: NOW_MS + YEAR_MS,
};

test.each([
  { bytes: [0x01], der: '020101' },
  { bytes: [0x80], der: '02020080' },
  { bytes: [0x00, 0x00, 0x7f], der: '02017f' },
  { bytes: [0x00, 0x80], der: '02020080' },
  { bytes: [0x00], der: '020100' },
])('the integer $bytes is encoded in its shortest form', ({ bytes, der }) => {
  expect(integer(Buffer.from(bytes)).toString('hex')).toBe(der);
});

test('an object identifier packs its first two numbers and spreads long ones', () => {
  expect(objectIdentifier('1.2.840.10045.4.3.2').toString('hex')).toBe('06082a8648ce3d040302');
});

test.each([
  { at: '2049-12-31T23:59:59Z', text: '491231235959Z', tag: 0x17 },
  { at: '2050-01-01T00:00:00Z', text: '20500101000000Z', tag: 0x18 },
])('the time $at has the form that its year asks for', ({ at, text, tag }) => {
  const der = time(Date.parse(at));

  expect(der[0]).toBe(tag);
  expect(der.subarray(2).toString()).toBe(text);
});

test('a self-signed certificate signs itself and is good for its names and addresses', () => {
  const request = { ...REQUEST, dnsNames: ['localhost'], addresses: [[127, 0, 0, 1]] };

  const parsed = new X509Certificate(createSelfSignedCertificate(request).certificate);

  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(parsed.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(parsed.checkHost('localhost')).toBe('localhost');
  expect(parsed.ca).toBe(true);
});

test('a certificate of a server is signed by its authority, for its names and its time', () => {
  const { certificate, privateKey, authority } = createServerCertificate(REQUEST);

  const [server, issuer] = [new X509Certificate(certificate), new X509Certificate(authority)];
  expect(server.checkIssued(issuer)).toBe(true);
  expect(server.verify(issuer.publicKey)).toBe(true);
  expect(issuer.verify(issuer.publicKey)).toBe(true);
  expect(server.checkPrivateKey(createPrivateKey(privateKey))).toBe(true);
  expect([server.ca, issuer.ca]).toEqual([false, true]);
  expect(server.subject).toBe('CN=shop.default.svc');
  expect(server.checkHost('shop.default.svc')).toBe('shop.default.svc');
  expect(server.checkHost('a.example.com')).toBe('*.example.com');
  expect(server.checkHost('example.com')).toBeUndefined();
  expect(Date.parse(server.validFrom)).toBe(NOW_MS);
  expect(Date.parse(server.validTo)).toBe(NOW_MS + YEAR_MS);
  expect(server.publicKey.asymmetricKeyDetails).toMatchObject({ namedCurve: 'prime256v1' });
});

test('a long name is cut to what a certificate may hold', () => {
  const { certificate } = createServerCertificate({ ...REQUEST, commonName: 'x'.repeat(100) });

  expect(new X509Certificate(certificate).subject).toBe(`CN=${'x'.repeat(64)}`);
});
