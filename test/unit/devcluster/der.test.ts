import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { integer, objectIdentifier } from '../../../plugins/devcluster/http/der.ts';
import { createSelfSignedCertificate } from '../../../plugins/devcluster/http/self-signed-certificate.ts';

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

test('the certificate signs itself and is good for loopback', () => {
  const { certificate } = createSelfSignedCertificate(Date.parse('2026-01-01T00:00:00Z'));

  const parsed = new X509Certificate(certificate);
  expect(parsed.verify(parsed.publicKey)).toBe(true);
  expect(parsed.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(parsed.checkHost('localhost')).toBe('localhost');
  expect(parsed.ca).toBe(true);
});
