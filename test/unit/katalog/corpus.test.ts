import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compile, formatProblem } from '../../../core/katalog/index.ts';
import { aProvider } from './a-provider.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/katalog/', import.meta.url));
const PATTERNS = ['deployment-stack', 'postgres', 'redis'];
const KINDS = { motif: 'Motif', komposer: 'Komposer', simulate: 'Simulate', e2e: 'E2E' };
const FILES = PATTERNS.flatMap((pattern) =>
  Object.entries(KINDS).map(([file, kind]) => ({ pattern, file, kind })),
);

test.each(FILES)('the $kind of $pattern fits its schema and cannot be run', async (each) => {
  const file = `corpus-${each.pattern}/${each.file}.yaml`;
  const documents = [{ file, text: readFileSync(`${FOLDER}${file}`, 'utf8') }];
  const defaults = { workers: 3, resyncMs: 15_000, failureThreshold: 5 };
  const input = { documents, providers: [aProvider()], defaults };

  const checked = await compile({ ...input, purpose: 'validate' });
  const refused = await compile(input);

  expect(checked.problems).toEqual([]);
  expect(checked.documents).toEqual([{ kind: each.kind, file, name: expect.any(String) }]);
  expect(refused.problems.map(formatProblem)).toEqual([
    `${file}:2:7: error ORK1106: a ${each.kind} cannot be run yet, only a Katalog`,
  ]);
});
