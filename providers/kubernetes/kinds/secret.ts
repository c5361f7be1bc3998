import { Identity, parseDuration } from '../../../core/index.ts';
import type { BlockReader } from '../block/block-reader.ts';
import { dataKey, subdomainName } from '../block/name-rules.ts';
import { blockSchema, listOf, scalar, textMap } from '../schema/fields.ts';
import { builtinType } from './builtin-type.ts';
import { base64, readData } from './data.ts';
import { compact, type KindDefinition, WAVE } from './kind.ts';

const TLS_REFUSED =
  'generating certificates is not built yet; put tls.crt and tls.key into data with type kubernetes.io/tls';

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

/** `secrets` (katalog-language §7.6). */
export const secret: KindDefinition = {
  key: 'secrets',
  type: builtinType('v1', 'Secret', { plural: 'secrets' }),
  wave: WAVE.foundation,
  createOnce: false,
  hasCopies: true,
  outputs: { plurals: ['secrets'], singular: 'secret' },
  nameRule: subdomainName,
  immutable: [['type']],
  defaultName: (ownerName) => `${ownerName}-secret`,
  build(block, { now }) {
    const data = readData(block, dataKey);
    if (data === undefined && !block.has('data') && !block.has('fromSecret')) {
      block.report('', 'needs data or fromSecret');
    }
    block.refuse('tls', TLS_REFUSED);
    block.boolean('once');
    const isRotating = readRotation(block) !== undefined;
    return compact({
      type: block.text('type') ?? 'Opaque',
      data:
        data === undefined
          ? undefined
          : Object.fromEntries(Object.entries(data).map(([key, text]) => [key, base64(text)])),
      metadata: isRotating ? { annotations: { [Identity.generatedAtAnnotation]: now } } : undefined,
    });
  },
  schema: blockSchema('Secret', 'Confidential data by key.', {
    fields: {
      type: scalar('Type of the Secret. Default: Opaque.'),
      data: textMap('Texts by key, not encoded.'),
      fromSecret: scalar('Secret whose data is copied; keys of data win.'),
      fromNamespace: scalar('Namespace of fromSecret. Default: that of the custom resource.'),
      toNamespaces: listOf(
        scalar('Namespace, or a template that yields a list.'),
        'One copy in each of these namespaces instead of one in namespace.',
      ),
      once: scalar('true: created once, so random values stay. Default: false.'),
      rotateAfter: scalar('With once: created anew after this long, e.g. 30d. Default: never.'),
    },
  }),
};
