import type { BlockReader } from '../block/block-reader.ts';
import { hostName, labelName, subdomainName } from '../block/name-rules.ts';
import { PORT } from '../block/parse-scalar.ts';
import { noAddress } from '../block/value-rules.ts';
import { blockSchema, listOf, nameOf, record, scalar } from '../schema/fields.ts';
import { builtinType } from './builtin-type.ts';
import { type CertificateWish, readValidity, YEAR_MS } from './certificate.ts';
import { compact, type KindDefinition, outputNames, type Part, WAVE } from './kind.ts';
import { reportItems } from './report-items.ts';

/** TLS of an Ingress, and the Secret that is made for it. */
export interface IngressTls {
  readonly part: Part;
  readonly created?: { readonly secretName: string; readonly wish: CertificateWish };
}

/** Reads `tls`; `undefined`: none (katalog-language §7.5). */
export function readTls(block: BlockReader, ownerName: string): IngressTls | undefined {
  const host = block.text('host');
  const tls = block.object('tls');
  if (tls === undefined) return undefined;
  const isCreated = tls.boolean('create') === true;
  const validForMs = readValidity(tls);
  const declared = tls.name('secretName', subdomainName);
  const hosts = tls.texts('hosts') ?? (host === undefined ? undefined : [host]);
  tls.end();
  // Said with a template that yields nothing it means no TLS; not said at all, the rest would have no effect.
  const isSaid = (key: string): boolean => tls.keys().includes(key);
  if (!isSaid('create')) tls.refuse('validFor', 'needs create: true');
  if (!isSaid('create') && !isSaid('secretName')) tls.refuse('hosts', 'needs secretName or create');
  const secretName = declared ?? (isCreated ? `${ownerName}-tls` : undefined);
  if (secretName === undefined) return undefined;
  const part = compact({ hosts, secretName });
  if (!isCreated) return { part };
  if (hosts === undefined || hosts.length === 0) tls.report('create', 'needs host or tls.hosts');
  reportItems(tls, 'hosts', { items: hosts ?? [], rule: hostName });
  const [commonName = ''] = hosts ?? [];
  const wish = { commonName, dnsNames: [...new Set(hosts)], validForMs: validForMs ?? YEAR_MS };
  return { part, created: { secretName, wish } };
}

/** What the API server refuses in paths that are matched by segment. */
const UNCLEAR_PATH = /\/\/|\/\.\.?(\/|$)|%2f/i;

function readPath(block: BlockReader): Part {
  const path = block.text('path') ?? '/';
  const pathType =
    block.choice('pathType', ['Prefix', 'Exact', 'ImplementationSpecific']) ?? 'Prefix';
  if (!block.isDeferred(path)) {
    const isUnclear = pathType !== 'ImplementationSpecific' && UNCLEAR_PATH.test(path);
    if (!path.startsWith('/')) block.report('path', `"${path}" does not begin with "/"`);
    else if (isUnclear) block.report('path', `"${path}" may not hold "//", "/./", "/../" or "%2f"`);
  }
  return { path, pathType };
}

/** `ingresses` (katalog-language §7.5). */
export const ingress: KindDefinition = {
  key: 'ingresses',
  type: builtinType('networking.k8s.io/v1', 'Ingress', {
    plural: 'ingresses',
    subresources: ['status'],
  }),
  wave: WAVE.rest,
  createOnce: false,
  outputs: outputNames(['ingresses'], ['ingress']),
  nameRule: subdomainName,
  defaultName: (ownerName) => `${ownerName}-ingress`,
  build(block, { ownerName }) {
    const tls = readTls(block, ownerName);
    const host = block.name('host', (name) => noAddress(name) ?? hostName(name));
    const number = block.integer('servicePort', PORT);
    if (!block.has('servicePort')) block.report('servicePort', 'is required');
    const name = block.requiredName('serviceName', labelName);
    const backend = { service: { name, port: { number } } };
    const path = { ...readPath(block), backend };
    return {
      spec: compact({
        ingressClassName: block.name('className', subdomainName),
        tls: tls === undefined ? undefined : [tls.part],
        rules: [compact({ host, http: { paths: [path] } })],
      }),
    };
  },
  schema: blockSchema('Ingress', 'Leads HTTP requests to a Service.', {
    fields: {
      host: scalar('Host of the requests. Default: any.'),
      serviceName: nameOf('services', 'Name of the Service.'),
      servicePort: scalar('Port of the Service.'),
      path: scalar('Path of the requests. Default: /.'),
      pathType: scalar('Prefix, Exact or ImplementationSpecific. Default: Prefix.'),
      className: scalar('IngressClass. Default: that of the cluster.'),
      tls: record('TLS with a certificate from a Secret.', {
        create: scalar('true: the Secret is made, with a generated certificate. Default: false.'),
        validFor: scalar('With create: how long the certificate is valid, e.g. 90d. Default: 1y.'),
        secretName: nameOf(
          'secrets',
          'Secret with tls.crt and tls.key. Default: <custom resource>-tls with create, else no TLS.',
        ),
        hosts: listOf(scalar('A host.'), 'Hosts of the certificate. Default: host.'),
      }),
    },
    required: ['serviceName', 'servicePort'],
  }),
};
