import type { BlockProvider } from '../../../core/katalog/index.ts';
import type { ProviderKind } from '../../../core/provider/provider-description.ts';

/** A provider with two kinds: `notes` (only texts) and `tasks` (run once). */
export function aProvider(): BlockProvider {
  const kind = (key: string, createOnce: boolean): ProviderKind => ({
    key,
    wave: 0,
    createOnce,
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['text'],
      properties: {
        name: { type: 'string' },
        text: { type: 'string' },
        size: { type: ['integer', 'string'] },
      },
    },
  });
  return {
    describe: () => ({
      name: 'desk',
      version: '1',
      outputsRoot: 'children',
      kinds: [kind('notes', false), kind('tasks', true)],
    }),
    check: async ({ block }) =>
      block['text'] === 'forbidden'
        ? [{ path: ['text'], message: 'this text is forbidden', nearest: 'allowed' }]
        : [],
  };
}
