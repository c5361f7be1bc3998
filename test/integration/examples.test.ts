import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { eventually } from '../e2e/support/eventually.ts';
import { type CommandResult, type CommandWorld, commandWorld } from '../helpers/command-io.ts';

const beginner = fileURLToPath(new URL('../../examples/beginner/', import.meta.url));

interface Expected {
  readonly children: Readonly<Record<string, readonly string[]>>;
  readonly ready: string;
  readonly status?: object;
}

interface Detail {
  readonly children: Readonly<Record<string, readonly { readonly name: string }[]>>;
  readonly ready: string;
  readonly status: object;
}

let world: CommandWorld | undefined;
let running: Promise<CommandResult> | undefined;

afterEach(async () => {
  world?.interrupt();
  await running;
  await world?.remove();
});

function namesOf(children: Detail['children']): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(children).map(([kind, list]) => [kind, list.map(({ name }) => name).sort()]),
  );
}

test.each(readdirSync(beginner))('%s comes to what its expected.yaml says', async (name) => {
  const folder = join(beginner, name);
  const expected = parse(await readFile(join(folder, 'expected.yaml'), 'utf8')) as Expected;
  const cr = parse(await readFile(join(folder, 'cr.yaml'), 'utf8'));
  world = await commandWorld();

  running = world.ork('dev', '-k', join(folder, 'katalog.yaml'), '--cr', join(folder, 'cr.yaml'));
  const printed = await eventually(
    async () => world?.output.stderr ?? '',
    (text) => /Runtime API: \S+/.test(text),
  );
  const url = /Runtime API: (\S+)/.exec(printed)?.[1] ?? '';
  const { crds } = (await (await fetch(url)).json()) as { crds: readonly { name: string }[] };
  const path = `${url}/${crds[0]?.name}/cr/default/${cr.metadata.name}`;
  const fits = (detail: Detail): boolean => {
    try {
      expect(namesOf(detail.children ?? {})).toEqual(expected.children);
      expect(detail).toMatchObject({ ready: expected.ready, status: expected.status ?? {} });
      return true;
    } catch {
      // Not there yet; the last answer is compared below.
      return false;
    }
  };
  const detail = await eventually(
    async () => (await (await fetch(path)).json()) as Detail,
    fits,
    20_000,
  );

  expect(namesOf(detail.children)).toEqual(expected.children);
  expect(detail).toMatchObject({ ready: expected.ready, status: expected.status ?? {} });
});
