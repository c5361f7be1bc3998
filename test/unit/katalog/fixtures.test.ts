import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type CompileResult, compile, formatProblem } from '../../../core/katalog/index.ts';
import type { CrdProgram, ResourceEntry } from '../../../core/program/program.ts';
import { aKubernetesProvider } from './a-kubernetes-provider.ts';

const FOLDER = fileURLToPath(new URL('../../fixtures/katalog/', import.meta.url));
const CASES = readdirSync(FOLDER).sort();

/** `UPDATE_FIXTURES=1` writes what is found instead of comparing; the difference is then for a person to read. */
const isUpdate = process.env['UPDATE_FIXTURES'] === '1';

test.each(CASES)('%s', async (name) => {
  const result = await compileCase(name);
  const found = { problems: result.problems.map(formatProblem), ...programOf(result) };
  const path = `${FOLDER}${name}/expected.json`;

  if (isUpdate) writeFileSync(path, `${JSON.stringify(found, undefined, 2)}\n`);

  expect(found).toEqual(JSON.parse(readFileSync(path, 'utf8')));
});

function compileCase(name: string): Promise<CompileResult> {
  const documents = ['katalog.yaml', 'crd.yaml']
    .filter((file) => existsSync(`${FOLDER}${name}/${file}`))
    .map((file) => ({ file, text: readFileSync(`${FOLDER}${name}/${file}`, 'utf8') }));
  return compile({
    documents,
    providers: [aKubernetesProvider()],
    defaults: { workers: 3, resyncMs: 15_000, failureThreshold: 5, clusterName: 'test' },
  });
}

/** The parts of a program that are data. */
function programOf({ program }: CompileResult): object {
  return program === undefined ? {} : { crds: program.crds.map(crdOf) };
}

function crdOf({
  katalog: _katalog,
  schema,
  labels,
  normalize,
  mutation,
  validation,
  when,
  onCreate,
  onReconcile,
  onDelete,
  status,
  requeue,
  ...rest
}: CrdProgram): object {
  return {
    ...rest,
    hasSchema: schema !== undefined,
    isConditional: !when.isEmpty,
    labels: Object.keys(labels),
    normalize: normalize.map(({ path, type }) => ({ path: path.join('.'), type })),
    mutation: {
      first: mutation.first,
      rules: mutation.rules.map(({ field, action, type, value }) => {
        return {
          field: field.source,
          action,
          type,
          value: 'literal' in value ? value : value.source,
        };
      }),
    },
    validation: validation.map(({ field, action, message }) => {
      return { field, action, message: message.source };
    }),
    onCreate: onCreate.entries.map(entryOf),
    onReconcile: onReconcile.entries.map(entryOf),
    ...(onDelete === undefined
      ? {}
      : {
          onDelete: {
            ordered: onDelete.ordered,
            timeoutMs: onDelete.timeoutMs,
            groups: onDelete.groups.map(({ name, entries }) => [name, ...entries.map(entryOf)]),
          },
        }),
    status: {
      conditions: status.conditions,
      fields: status.fields.map(({ path, value, type, when: condition }) => {
        return {
          path: path.join('.'),
          value: value.source,
          type,
          isConditional: !condition.isEmpty,
        };
      }),
    },
    ...(requeue === undefined ? {} : { requeue: requeue.after.source }),
  };
}

function entryOf({
  block: _block,
  identity: _identity,
  when,
  position,
  ...rest
}: ResourceEntry): object {
  return { ...rest, isConditional: !when.isEmpty, at: `${position.line}:${position.column}` };
}
