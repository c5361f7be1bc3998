import { defineNotes, type NoteDefinition } from './define-note.ts';
import type { Note } from './note.ts';
import { textAt } from './object-fields.ts';

const PREFIX = 'orkestra.orkspace.io/serve-';

/** How an object came through the gateway (notes.md §1.17). */
export const serveNotes: readonly Note[] = defineNotes('serve', {
  ...pair('Target', 'target', 'cluster-a'),
  ...pair('Alias', 'alias', 'storefront'),
  ...pair('Source', 'source', 'portal'),
  'isDirectApply(object any) boolean': {
    description: 'Whether the object did not come through the gateway.',
    example: ['{{ isDirectApply .children.deployment }}', 'true'],
    call: (args) =>
      ['target', 'alias', 'source'].every((key) => annotation(args.any(0), key) === ''),
  },
});

function pair(word: string, key: string, result: string): Readonly<Record<string, NoteDefinition>> {
  return {
    [`getServe${word}(object any) string`]: {
      description: `The serve ${key} that the gateway noted.`,
      example: [`{{ getServe${word} . }}`, result],
      call: (args) => annotation(args.any(0), key),
    },
    [`hasServe${word}(object any) boolean`]: {
      description: `Whether the gateway noted a serve ${key}.`,
      example: [`{{ hasServe${word} . }}`, 'true'],
      call: (args) => annotation(args.any(0), key) !== '',
    },
  };
}

function annotation(object: unknown, key: string): string {
  return textAt(object, 'metadata', 'annotations', `${PREFIX}${key}`);
}
