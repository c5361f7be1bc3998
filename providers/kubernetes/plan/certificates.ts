import {
  createServerCertificate,
  Identity,
  isObject,
  type KubeObject,
} from '../../../core/index.ts';
import { type CertificateWish, certificateAnnotations } from '../kinds/certificate.ts';
import { base64 } from '../kinds/data.ts';
import type { Manifest } from '../kinds/kind.ts';
import type { DesiredChild } from './desired-child.ts';
import { restamp } from './stamp.ts';

const KEYS = ['tls.crt', 'tls.key', 'ca.crt'] as const;

/** Clocks of others may be behind by this much, in milliseconds. */
const SKEW_MS = 300_000;

type Data = Readonly<Record<string, string>>;

/** The manifest with a new certificate; nothing of it is ever part of a plan. */
export function withNewCertificate(
  manifest: Manifest,
  { commonName, dnsNames, validForMs }: CertificateWish,
  nowMs: number,
): Manifest {
  const { certificate, privateKey, authority } = createServerCertificate({
    commonName,
    dnsNames,
    notBeforeMs: nowMs - SKEW_MS,
    notAfterMs: nowMs + validForMs,
  });
  return withData(manifest, {
    'tls.crt': base64(certificate),
    'tls.key': base64(privateKey),
    'ca.crt': base64(authority),
  });
}

/** The manifest with the certificate that is there: server-side apply would remove what is left out. */
export function withData(manifest: Manifest, data: Data): Manifest {
  return restamp({ ...manifest, data });
}

/** The certificate that is there, if it is complete. */
export function heldCertificate(live: KubeObject): Data | undefined {
  const { data } = live;
  if (!isObject(data)) return undefined;
  const held: Record<string, string> = {};
  for (const key of KEYS) {
    const text = data[key];
    if (typeof text !== 'string' || text === '') return undefined;
    held[key] = text;
  }
  return held;
}

/** When a certificate is made anew, in milliseconds since 1970: after two thirds of its time, or at `rotateAfter`. */
export function renewalAtMs(
  live: KubeObject,
  validForMs: number,
  rotationMs: number = Number.POSITIVE_INFINITY,
): number {
  const { annotations, creationTimestamp = '' } = live.metadata;
  const bornAtMs = Date.parse(annotations?.[Identity.generatedAtAnnotation] ?? creationTimestamp);
  return (Number.isNaN(bornAtMs) ? 0 : bornAtMs) + Math.min((validForMs * 2) / 3, rotationMs);
}

/** Several Ingresses may share a Secret: its certificate is for the hosts of all of them. */
export function shareCertificates(children: readonly DesiredChild[]): readonly DesiredChild[] {
  const wishes = new Map<string, CertificateWish>();
  for (const { id, certificate } of children) {
    if (certificate === undefined) continue;
    const before = wishes.get(id) ?? certificate;
    wishes.set(id, {
      commonName: before.commonName,
      dnsNames: [...new Set([...before.dnsNames, ...certificate.dnsNames])],
      validForMs: Math.min(before.validForMs, certificate.validForMs),
    });
  }
  return children.map((child) => {
    const wish = wishes.get(child.id);
    if (child.certificate === undefined || wish === undefined) return child;
    return { ...child, certificate: wish, manifest: withWish(child.manifest, wish) };
  });
}

function withWish(manifest: Manifest, wish: CertificateWish): Manifest {
  const { annotations = {} } = manifest.metadata;
  const now = annotations[Identity.generatedAtAnnotation] ?? '';
  const told = { ...annotations, ...certificateAnnotations(wish, now) };
  return restamp({ ...manifest, metadata: { ...manifest.metadata, annotations: told } });
}
