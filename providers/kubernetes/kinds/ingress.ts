import type { BlockReader } from '../block/block-reader.ts';
import { hostName, labelName, subdomainName } from '../block/name-rules.ts';
import { PORT } from '../block/parse-scalar.ts';
import { blockSchema, listOf, record, scalar } from '../schema/fields.ts';
import { builtinType } from './builtin-type.ts';
import { compact, type KindDefinition, type Part, WAVE } from './kind.ts';

function readTls(block: BlockReader, host: string | undefined): readonly Part[] | undefined {
  const tls = block.object('tls');
  if (tls === undefined) return undefined;
  if (tls.boolean('create') === true) {
    tls.report(
      'create',
      'generating certificates is not built yet; name an existing Secret in secretName',
    );
  }
  tls.refuse('validFor', 'is only for generated certificates, which are not built yet');
  const secretName = tls.name('secretName', subdomainName);
  const hosts = tls.texts('hosts') ?? (host === undefined ? undefined : [host]);
  tls.end();
  if (secretName === undefined) {
    // Said with a template that yields nothing, it means no TLS; not said at all, the hosts would have no effect.
    if (!tls.keys().includes('secretName')) tls.refuse('hosts', 'needs secretName');
    return undefined;
  }
  return [compact({ hosts, secretName })];
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
  outputs: { plurals: ['ingresses'], singular: 'ingress' },
  nameRule: subdomainName,
  immutable: [],
  defaultName: (ownerName) => `${ownerName}-ingress`,
  build(block) {
    const host = block.name('host', hostName);
    const number = block.integer('servicePort', PORT);
    if (!block.has('servicePort')) block.report('servicePort', 'is required');
    const name = block.requiredName('serviceName', labelName);
    const backend = { service: { name, port: { number } } };
    const path = { ...readPath(block), backend };
    return {
      spec: compact({
        ingressClassName: block.text('className'),
        tls: readTls(block, host),
        rules: [compact({ host, http: { paths: [path] } })],
      }),
    };
  },
  schema: blockSchema('Ingress', 'Leads HTTP requests to a Service.', {
    fields: {
      host: scalar('Host of the requests. Default: any.'),
      serviceName: scalar('Name of the Service.'),
      servicePort: scalar('Port of the Service.'),
      path: scalar('Path of the requests. Default: /.'),
      pathType: scalar('Prefix, Exact or ImplementationSpecific. Default: Prefix.'),
      className: scalar('IngressClass. Default: that of the cluster.'),
      tls: record('TLS with a certificate from a Secret.', {
        create: scalar(
          'true is refused: generating certificates is not built yet. Default: false.',
        ),
        secretName: scalar('Secret with tls.crt and tls.key. Default: no TLS.'),
        hosts: listOf(scalar('A host.'), 'Hosts of the certificate. Default: host.'),
      }),
    },
    required: ['serviceName', 'servicePort'],
  }),
};
