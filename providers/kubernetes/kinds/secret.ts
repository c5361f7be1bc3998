import { Identity, parseDuration } from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { dataKey, subdomainName } from '../block/name-rules.ts';
import { blockSchema, contentMap, listOf, scalar } from '../schema/fields.ts';
import { builtinType } from './builtin-type.ts';
import {
  CERTIFICATE_SCHEMA,
  type CertificateWish,
  certificateAnnotations,
  readCertificate,
  TLS_TYPE,
} from './certificate.ts';
import { base64, readData } from './data.ts';
import { compact, type KindDefinition, outputNames, type Part, WAVE } from './kind.ts';
import { checkSecretType } from './secret-type.ts';

/** Milliseconds of `rotateAfter`; absent and `never`: no rotation. */
export function readRotation(block: BlockReader): number | undefined {
  const text = block.text('rotateAfter');
  if (text === undefined || block.isDeferred(text)) return undefined;
  const ms = parseDuration(text);
  if (ms === undefined || ms < 0) {
    block.report('rotateAfter', `"${text}" is not a duration such as 30d, 12h or never`);
    return undefined;
  }
  return ms === 0 ? undefined : ms;
}

/** The certificate that `tls` asks for. */
export function readSecretCertificate(
  block: BlockReader,
  { name, namespace }: { readonly name: string; readonly namespace: string },
): CertificateWish | undefined {
  const tls = block.object('tls');
  if (tls === undefined) return undefined;
  const commonName = `${name}.${namespace}.svc`;
  return readCertificate(tls, { commonName, validForMs: readRotation(block) });
}

function buildCertificate(block: BlockReader, wish: CertificateWish, now: string): Part {
  for (const field of ['data', 'fromSecret']) block.refuse(field, 'cannot stand beside tls');
  const type = block.text('type');
  if (type !== undefined && type !== TLS_TYPE && !block.isDeferred(type)) {
    block.report('type', `is "${type}", but a Secret with tls is of type ${TLS_TYPE}`);
  }
  return { type: TLS_TYPE, metadata: { annotations: certificateAnnotations(wish, now) } };
}

/** `secrets` (katalog-language §7.6). */
export const secret: KindDefinition = {
  key: 'secrets',
  type: builtinType('v1', 'Secret', { plural: 'secrets' }),
  wave: WAVE.foundation,
  createOnce: false,
  hasCopies: true,
  outputs: outputNames(['secrets'], ['secret']),
  nameRule: subdomainName,
  defaultName: (ownerName, block) =>
    block.has('tls') ? `${ownerName}-orkestra-tls` : `${ownerName}-secret`,
  otherDefaultName: (ownerName) => `${ownerName}-orkestra-tls`,
  build(block, context) {
    const { now } = context;
    block.boolean('once');
    const wish = readSecretCertificate(block, context);
    if (wish !== undefined) return buildCertificate(block, wish, now());
    const data = readData(block, dataKey);
    if (!['data', 'fromSecret', 'tls'].some((field) => block.has(field))) {
      block.report('', 'needs data, fromSecret or tls');
    }
    const isRotating = readRotation(block) !== undefined;
    const type = block.text('type') ?? 'Opaque';
    if (!block.isDeferred(type)) checkSecretType(block, type, data);
    return compact({
      type,
      data:
        data === undefined
          ? undefined
          : Object.fromEntries(Object.entries(data).map(([key, text]) => [key, base64(text)])),
      metadata: isRotating
        ? { annotations: { [Identity.generatedAtAnnotation]: now() } }
        : undefined,
    });
  },
  schema: blockSchema('Secret', 'Confidential data by key.', {
    fields: {
      type: scalar('Type of the Secret. Default: Opaque.'),
      data: contentMap(
        'Texts or bytes by key, not encoded; taken as written.',
        'application/octet-stream',
      ),
      fromSecret: scalar('Secret whose data is copied; keys of data win.'),
      fromNamespace: scalar('Namespace of fromSecret. Default: that of the custom resource.'),
      toNamespaces: listOf(
        scalar('Namespace, or a template that yields a list.'),
        'One copy in each of these namespaces instead of one in namespace.',
      ),
      tls: CERTIFICATE_SCHEMA,
      once: scalar('true: created once, so random values stay. Default: false.'),
      rotateAfter: scalar('With once: created anew after this long, e.g. 30d. Default: never.'),
    },
  }),
};
