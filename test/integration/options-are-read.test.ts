import { expect, test } from 'vitest';
import type { CommandDefinition, Execute } from '../../plugins/cli/command-definition.ts';
import { definitions } from '../../plugins/cli/definitions/index.ts';
import { Flags } from '../../plugins/cli/flags.ts';
import { describeProgram } from '../../plugins/cli/index.ts';
import { commandWorld, websiteKatalog } from '../helpers/command-io.ts';

/** Flags that know which of them were asked for. */
class RecordingFlags extends Flags {
  readonly asked = new Set<string>();

  override text(name: string): string | undefined {
    this.asked.add(name);
    return super.text(name);
  }

  override list(name: string): readonly string[] {
    this.asked.add(name);
    return super.list(name);
  }

  override only(...names: readonly string[]): Flags {
    for (const name of names) this.asked.add(name);
    return super.only(...names);
  }

  override isOn(name: string): boolean {
    this.asked.add(name);
    return super.isOn(name);
  }

  override isOff(name: string): boolean {
    this.asked.add(name);
    return super.isOff(name);
  }
}

const leaves = (
  all: readonly CommandDefinition[],
  path = '',
): readonly (readonly [string, CommandDefinition])[] =>
  all.flatMap((each) => {
    const name = `${path}${each.name}`;
    return each.commands === undefined
      ? [[name, each] as const]
      : leaves(each.commands, `${name} `);
  });

/** What makes a command come as far as asking for all of its flags. */
const GIVEN: Readonly<
  Record<string, { readonly args?: readonly string[]; readonly flags?: object }>
> = {
  completion: { args: ['bash'] },
  init: { args: ['new'] },
  release: { flags: { all: true, kubeconfig: 'kubeconfig' } },
  run: { flags: { kubeconfig: 'kubeconfig', port: '0' } },
  'generate crd': { flags: { out: 'made.yaml' } },
};

const kubeconfig = JSON.stringify({
  'current-context': 'x',
  clusters: [{ name: 'x', cluster: { server: 'http://127.0.0.1:1' } }],
  contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
  users: [{ name: 'x', user: {} }],
});

/** Options of a command that it never asks for. */
async function unreadOptions(
  name: string,
  definition: CommandDefinition,
): Promise<readonly string[]> {
  const world = await commandWorld({ files: { 'katalog.yaml': websiteKatalog(), kubeconfig } });
  // Whoever would run on ends at once.
  world.interrupt();
  const { args = [], flags: given = {} } = GIVEN[name] ?? {};
  const flags = new RecordingFlags({ ...given });
  const program = describeProgram(world.io);

  const { execute } = (await definition.load?.()) ?? {};
  await execute?.({ args, flags, io: world.io, program }).catch(() => undefined);
  await world.remove();

  const names = definition.options
    .map(({ flags: written }) => /--(?:no-)?([a-z-]+)/.exec(written)?.[1] ?? '')
    .map((each) => each.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
  // The report of errors looks for it among the words themselves.
  const debug = 'debug';
  return names.filter((each) => each !== debug && !flags.asked.has(each));
}

test.each(leaves(definitions))(
  'ork %s looks at every option that it takes',
  async (name, definition) => {
    expect(await unreadOptions(name, definition)).toEqual([]);
  },
);

const FAKE: Omit<CommandDefinition, 'load'> = {
  name: 'fake',
  summary: 'a command of the test',
  options: [
    { flags: '-r, --read-me <text>', description: 'read' },
    { flags: '--no-color', description: 'not read' },
    { flags: '--dry-run', description: 'not read either' },
    { flags: '--debug', description: 'read by the report of errors' },
  ],
  examples: [],
};

test.each<{ readonly what: string; readonly execute: Execute; readonly unread: readonly string[] }>(
  [
    {
      what: 'that ignores options',
      execute: async ({ flags }) => (flags.text('readMe') === undefined ? 0 : 1),
      unread: ['color', 'dryRun'],
    },
    {
      what: 'that ends before it has looked at all of them',
      execute: async ({ flags }) => {
        if (flags.isOff('color')) return 0;
        throw new Error('too early');
      },
      unread: ['readMe', 'dryRun'],
    },
    {
      what: 'that looks at all of them',
      execute: async ({ flags }) => {
        flags.only('readMe', 'color', 'dryRun');
        return 0;
      },
      unread: [],
    },
  ],
)('a command $what is found', async ({ execute, unread }) => {
  const definition = { ...FAKE, load: async () => ({ execute }) };

  expect(await unreadOptions('fake', definition)).toEqual(unread);
});
