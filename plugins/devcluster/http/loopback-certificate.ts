import { type CertificatePair, createSelfSignedCertificate } from '../../../core/index.ts';

const DAY_MS = 24 * 60 * 60_000;
const LOOPBACK = [127, 0, 0, 1];
const LOOPBACK_V6 = [...Array.from({ length: 15 }, () => 0), 1];

/**
 * Makes a certificate for loopback, valid for a year.
 *
 * @remarks kubectl sends its token over TLS only, so the server needs one; it lives in memory and in the kubeconfig.
 */
export function createLoopbackCertificate(nowMs: number): CertificatePair {
  return createSelfSignedCertificate({
    commonName: 'orkestra-devcluster',
    dnsNames: ['localhost'],
    addresses: [LOOPBACK, LOOPBACK_V6],
    notBeforeMs: nowMs - DAY_MS,
    notAfterMs: nowMs + 365 * DAY_MS,
  });
}
