import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { compile, formatProblem, type Problem, sideFilesOf } from '../../core/katalog/index.ts';
import { checkBlock } from '../../providers/kubernetes/check-block.ts';
import { describeKubernetes } from '../../providers/kubernetes/describe.ts';

const FOLDER = fileURLToPath(new URL('../fixtures/original/', import.meta.url));
const DEFAULTS = { workers: 3, resyncMs: 15_000, failureThreshold: 5 };
const KUBERNETES = {
  describe: describeKubernetes,
  check: async (request: Parameters<typeof checkBlock>[0]) => checkBlock(request),
};

const FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.yaml') && isOfLanguage(file))
  .sort();
const INVALID = FILES.filter((file) => file.startsWith('testdata/v/invalid/'));
const VALID = FILES.filter((file) => !INVALID.includes(file));

/** `UPDATE_FIXTURES=1` writes what is found instead of comparing; the difference is then for a person to read. */
const isUpdate = process.env['UPDATE_FIXTURES'] === '1';
const EXPECTED = join(FOLDER, 'expected.json');

/** Why a file of `invalid` is wrong; absent while the feature that it is about is not built. */
const REASONS: Readonly<Record<string, RegExp>> = {
  'bad-deprecation-no-message': /deprecation|message/,
  'bad-lifecycle-accept-on-katalog': /accept/,
  'bad-lifecycle-compat-kubernetes': /kubernetes/,
  'bad-lifecycle-maturity-unknown': /maturity/,
  'bad-policy-min-maturity': /minMaturity/,
  'bad-publish-empty-identity': /identit/i,
  'bad-publish-intent-no-gateway': /intent|gateway/,
  'bad-requeue-after': /after is "not-a-duration"/,
  'bad-resource-profile': /resources\.profile "mega"/,
};

test('every problem of every file is the known one', async () => {
  const found: Record<string, readonly string[]> = {};
  for (const file of FILES) found[file] = (await problemsOf(file)).map(formatProblem);

  if (isUpdate) writeFileSync(EXPECTED, `${JSON.stringify(found, undefined, 2)}\n`);

  expect(found).toEqual(JSON.parse(readFileSync(EXPECTED, 'utf8')));
});

describe('what is right', () => {
  test.each(VALID)('%s loads, but for what is not built yet', async (file) => {
    const errors = (await problemsOf(file)).filter(({ severity }) => severity === 'error');

    const others = errors.filter(({ code }) => code !== 'ORK1204').map(formatProblem);
    expect(others).toEqual(KNOWN_MISTAKES[file] ?? []);
  });
});

describe('what is wrong', () => {
  test.each(INVALID)('%s is refused for the reason in its name', async (file) => {
    const errors = (await problemsOf(file)).filter(({ severity }) => severity === 'error');

    const reason = REASONS[file.replace(/^.*\/|\.yaml$/g, '')];
    const isSaid = errors.some(({ message }) => reason?.test(message) === true);
    const isNotBuilt = errors.length > 0 && errors.every(({ code }) => code === 'ORK1204');
    expect(reason === undefined ? isNotBuilt : isSaid).toBe(true);
  });
});

/** Mistakes of the files themselves. */
const KNOWN_MISTAKES: Readonly<Record<string, readonly string[]>> = {};

function isOfLanguage(file: string): boolean {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  return /^kind: *(Katalog|Komposer|Motif)\b/m.test(text);
}

async function problemsOf(file: string): Promise<readonly Problem[]> {
  const documents = [{ file, text: readFileSync(join(FOLDER, file), 'utf8') }];
  const files = sideFilesOf(documents).map((request) => {
    const path = join(FOLDER, dirname(file), request.path);
    const isThere = existsSync(path);
    const content = isThere ? { text: readFileSync(path, 'utf8') } : { problem: 'does not exist' };
    return { request, file: request.path, content };
  });
  const { problems } = await compile({
    documents,
    files,
    providers: [KUBERNETES],
    defaults: DEFAULTS,
    purpose: 'validate',
  });
  return problems;
}
