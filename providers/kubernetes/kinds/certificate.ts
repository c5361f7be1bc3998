import { Identity, type JsonObject, parseDuration } from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { hostName } from '../block/name-rules.ts';
import { canonicalJson, shortHash } from '../plan/canonical-json.ts';
import { listOf, record, scalar } from '../schema/fields.ts';
import { reportItems } from './report-items.ts';

/** Whom a generated certificate is for, and how long (katalog-language §7.6). */
export interface CertificateWish {
  readonly commonName: string;
  readonly dnsNames: readonly string[];
  readonly validForMs: number;
}

/** Type of a Secret with a certificate. */
export const TLS_TYPE = 'kubernetes.io/tls';

/** Validity where nothing is said, in milliseconds. */
export const YEAR_MS: number = 365 * 24 * 3_600_000;

/** A certificate that ends sooner would be made anew all the time. */
const SHORTEST_MS = 60_000;

/** `tls` of a Secret. */
export function readCertificate(
  tls: BlockReader,
  defaults: { readonly commonName: string; readonly validForMs: number | undefined },
): CertificateWish {
  const commonName = tls.text('commonName') ?? defaults.commonName;
  const dnsNames = tls.texts('dnsNames') ?? [];
  reportItems(tls, 'dnsNames', { items: dnsNames, rule: hostName });
  const validForMs = readValidity(tls) ?? defaults.validForMs ?? YEAR_MS;
  tls.end();
  const names = hostName(commonName) === undefined ? [commonName, ...dnsNames] : dnsNames;
  return { commonName, dnsNames: [...new Set(names)], validForMs };
}

/** Milliseconds of `validFor`. */
export function readValidity(tls: BlockReader): number | undefined {
  const text = tls.text('validFor');
  if (text === undefined || tls.isDeferred(text)) return undefined;
  const ms = parseDuration(text);
  if (ms !== undefined && ms >= SHORTEST_MS) return ms;
  tls.report('validFor', `"${text}" is not a duration of a minute or more, such as 90d or 1y`);
  return undefined;
}

/** Annotations of a Secret with a generated certificate: when it was made, and for whom. */
export function certificateAnnotations(
  wish: CertificateWish,
  now: string,
): Readonly<Record<string, string>> {
  return {
    [Identity.generatedAtAnnotation]: now,
    [Identity.certificateAnnotation]: shortHash(canonicalJson(wish)),
  };
}

/** Schema of `tls` of a Secret. */
export const CERTIFICATE_SCHEMA: JsonObject = record(
  'A certificate that is generated, with an authority of its own: tls.crt, tls.key and ca.crt. It is made anew before it ends.',
  {
    commonName: scalar('Name of the server. Default: <name>.<namespace>.svc.'),
    dnsNames: listOf(scalar('A host.'), 'Further names of the server.'),
    validFor: scalar('How long it is valid, e.g. 90d. Default: rotateAfter, else 1y.'),
  },
);
