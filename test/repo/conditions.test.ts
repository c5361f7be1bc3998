import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
  CONDITION_REASONS,
  CYCLE_OUTCOMES,
  ENTRY_DECISIONS,
  EVENT_REASONS,
  STAGE_OUTCOMES,
  STAGES,
  STATUS_FIELD_OUTCOMES,
} from '../../core/index.ts';

const page = await readFile(new URL('../../docs/conditions.md', import.meta.url), 'utf8');

/** Cells of the rows of the tables under a heading, code marks removed from the first. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const start = page.indexOf(`${heading}\n`);
  if (start < 0) return [];
  const [section = ''] = page.slice(start + heading.length).split(/\n#+ /);
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
  return rows.slice(2).map(([first = '', ...rest]) => [first.replaceAll('`', ''), ...rest]);
}

test.each([
  ...Object.entries(CONDITION_REASONS).map(([type, words]) => ({
    heading: `### Reasons of \`${type}\``,
    words,
  })),
  { heading: '### Outcomes of an entry', words: ENTRY_DECISIONS },
  { heading: '### Steps before the resources', words: STAGES },
  { heading: '### Outcomes of a step', words: STAGE_OUTCOMES },
  { heading: '### Outcomes of a status field', words: STATUS_FIELD_OUTCOMES },
  { heading: '### Outcomes of a cycle', words: CYCLE_OUTCOMES },
  { heading: '## Events', words: EVENT_REASONS },
])(
  'docs/conditions.md has one whole row for each word under "$heading", and none besides',
  ({ heading, words }) => {
    const rows = rowsUnder(heading);

    expect(rows.map(([word]) => word).sort()).toEqual([...words].sort());
    expect(rows.filter((cells) => cells.some((cell) => cell === ''))).toEqual([]);
  },
);

test('docs/conditions.md has a row for each type of condition, and none besides', () => {
  const types = new Set(rowsUnder('## Conditions').map(([type]) => type));

  expect([...types].sort()).toEqual(Object.keys(CONDITION_REASONS).sort());
});

test('every reason of a condition and every word of a record is used by the code', async () => {
  const source = await coreSource();
  const words = [...Object.values(CONDITION_REASONS).flat(), ...ENTRY_DECISIONS, ...STAGES];

  expect(words.filter((word) => !source.includes(`'${word}'`))).toEqual([]);
});

/** All of `core` but the lists themselves. */
async function coreSource(): Promise<string> {
  const root = new URL('../../core/', import.meta.url);
  const lists = ['reconcile/condition-reasons.ts', 'reconcile/decision-record.ts'];
  const names = await readdir(root, { recursive: true });
  const files = names.filter((name) => name.endsWith('.ts') && !lists.includes(name));
  const texts = await Promise.all(files.map((name) => readFile(new URL(name, root), 'utf8')));
  return texts.join('\n');
}
