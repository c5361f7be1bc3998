import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ErrorCode, ProblemCode } from '../../core/index.ts';

const page = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');

/** Codes of the rows whose code looks like this, with the number of cells filled. */
function rows(pattern: RegExp): readonly { readonly code: string; readonly cells: number }[] {
  return page.split('\n').flatMap((line) => {
    const [first = '', ...cells] = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    const code = first.replaceAll('`', '');
    return pattern.test(code) ? [{ code, cells: cells.filter((cell) => cell !== '').length }] : [];
  });
}

test.each([
  { title: 'ErrorCode', codes: ErrorCode, pattern: /^ORK_/, cells: 3 },
  { title: 'ProblemCode', codes: ProblemCode, pattern: /^ORK\d/, cells: 2 },
])(
  'docs/errors.md has one whole row for each $title, and none besides',
  ({ cells, codes, pattern }) => {
    const told = rows(pattern);

    expect(told.map(({ code }) => code).sort()).toEqual(Object.values(codes).sort());
    expect(told.filter((row) => row.cells !== cells)).toEqual([]);
  },
);
