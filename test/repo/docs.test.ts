import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { describeProgram } from '../../plugins/cli/index.ts';
import { type CommandWorld, commandWorld } from '../helpers/command-io.ts';
import { cliMarkdown } from './cli-markdown.ts';
import { httpMarkdown } from './http-markdown.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = ['README.md', 'AGENTS.md', ...markdownIn('docs'), ...markdownIn('examples')];

function markdownIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');

/** Contents of the code blocks in one language. */
function blocks(page: string, language: string): readonly string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm');
  return [...textOf(page).matchAll(fence)].map(([, block = '']) => block);
}

/** Words of every `ork …` in the shell blocks of a page; what follows a pipe is left out. */
function orkLines(page: string): readonly (readonly string[])[] {
  return blocks(page, 'sh')
    .flatMap((block) => block.split('\n'))
    .flatMap((line) => line.split(/[|&(]/))
    .map((part) =>
      part
        .trim()
        .replace(/\)$/, '')
        .replace(/\s*(#|>).*$/, ''),
    )
    .filter((part) => part.startsWith('ork '))
    .map((part) => part.split(/\s+/).slice(1));
}

test('docs/cli.md is what the definitions of the commands say', async () => {
  await expect(cliMarkdown()).toMatchFileSnapshot(join(root, 'docs/cli.md'));
});

test('docs/http-api.md is what the routes and instruments say', async () => {
  await expect(await httpMarkdown()).toMatchFileSnapshot(join(root, 'docs/http-api.md'));
});

test('the README is shorter than 150 lines and AGENTS.md fits a page', () => {
  expect(textOf('README.md').split('\n').length).toBeLessThan(150);
  expect(textOf('AGENTS.md').split('\n').length).toBeLessThan(80);
});

test('docs/dependencies.md justifies each production dependency, and none besides', () => {
  const rows = [...textOf('docs/dependencies.md').matchAll(/^\| `([^`]+)` +\|/gm)].map(
    ([, name]) => name,
  );

  expect(rows.sort()).toEqual(Object.keys(manifest.dependencies).sort());
});

describe.each(pages)('%s', (page) => {
  test('links only to what is there', () => {
    const links = [...textOf(page).matchAll(/\]\(([^)#]+)(#[^)]*)?\)/g)].map(
      ([, link = '']) => link,
    );
    const local = links.filter((link) => !/^[a-z]+:/.test(link));

    expect(local.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });

  test('names only commands and flags that there are', () => {
    const silent = { isTty: false, columns: 80, write: () => undefined };
    const stdin = async () => new Uint8Array();
    const host = { id: 1, isRunning: () => true, beforeExit: () => () => undefined };
    const io = {
      process: host,
      stdout: silent,
      stderr: silent,
      stdin,
      env: {},
      cwd: root,
      nodeVersion: '20',
    };
    const program = describeProgram({ ...io, signal: new AbortController().signal });
    const unknown = orkLines(page).flatMap((words) => {
      let command = program;
      for (const word of words)
        command = command.commands.find((each) => each.name() === word) ?? command;
      if (command === program && !(words[0] ?? '').startsWith('-')) return [words.join(' ')];
      const flags = command.options.flatMap(({ long, short }) => [long, short]);
      const asked = words.filter((word) => /^--?[a-z]/.test(word));
      return asked.filter(
        (flag) => !flags.includes(flag) && flag !== '--help' && flag !== '--version',
      );
    });

    expect(unknown).toEqual([]);
  });

  test.runIf(blocks(page, 'yaml').some((block) => block.includes('kind: Katalog')))(
    'shows Katalogs that are valid',
    async () => {
      const katalogs = blocks(page, 'yaml').filter((block) => block.includes('kind: Katalog'));
      const files = Object.fromEntries(katalogs.map((text, index) => [`k${index}.yaml`, text]));
      const world = await commandWorld({ files });

      const results = await Promise.all(
        Object.keys(files).map((file) => world.ork('validate', file)),
      );
      await world.remove();

      expect(results.map(({ code }) => code)).toEqual(katalogs.map(() => 0));
    },
  );
});

describe("the README's way in", () => {
  const worlds: CommandWorld[] = [];
  afterAll(() => Promise.all(worlds.map((world) => world.remove())));

  test('works as it is written, as far as it needs no cluster', async () => {
    const outside = await commandWorld();
    worlds.push(outside);
    const lines = orkLines('README.md').filter(([name = '']) =>
      ['init', 'validate', 'template'].includes(name),
    );

    const made = await outside.ork(...(lines[0] ?? []));
    const names = readdirSync(join(outside.folder, 'my-operator')).filter((name) =>
      name.endsWith('.yaml'),
    );
    const texts = names.map((name) =>
      readFileSync(join(outside.folder, 'my-operator', name), 'utf8'),
    );
    const inside = await commandWorld({
      files: Object.fromEntries(names.map((name, at) => [name, texts[at] ?? ''])),
    });
    worlds.push(inside);
    const codes: number[] = [];
    for (const line of lines.slice(1)) codes.push((await inside.ork(...line)).code);

    expect(lines.map(([name]) => name)).toEqual(['init', 'validate', 'template']);
    expect(made.code).toBe(0);
    expect(codes).toEqual([0, 0]);
  });

  test('names example files that ork init writes', () => {
    const named = [...textOf('README.md').matchAll(/examples\/beginner\/[\w/.-]+\.yaml/g)].map(
      ([path]) => path,
    );

    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(relative(root, join(root, named[0] ?? ''))).toBe(named[0]);
  });
});
