import { basename, join, relative, resolve } from 'node:path';
import { nearestWord } from '../../../schemas/index.ts';
import type { CommandInput } from '../command-definition.ts';
import { type ExampleFiles, loadExampleFiles } from '../example-files.ts';
import { ExitCode } from '../exit-codes.ts';
import { formatOf, writeData } from '../output.ts';
import { usageError } from '../usage-error.ts';
import { type NewFile, writeFiles } from '../write-files.ts';

const DEFAULT_PACK = 'beginner/01-hello-website';

/** Files that the folder's root gets as well, so that `ork run` and `ork dev` work there without flags. */
const ROOT_FILES = ['katalog.yaml', 'crd.yaml', 'cr.yaml'];

/** `ork init`. */
export async function execute({ args, flags, io }: CommandInput): Promise<number> {
  const format = formatOf(flags);
  const examples = await loadExampleFiles();
  if (flags.isOn('list')) {
    const others = [
      ...args,
      ...(flags.text('pack') === undefined ? [] : ['--pack']),
      ...(flags.isOn('force') ? ['--force'] : []),
    ];
    if (others.length > 0)
      throw usageError(`--list writes nothing, so ${others.join(' and ')} cannot be meant`);
    const items = examplesOf(examples);
    writeData(io, format, { examples: items }, () => items.join('\n'));
    return ExitCode.Done;
  }
  const [directory = '.'] = args;
  const target = resolve(io.cwd, directory);
  const pack = packOf(flags.text('pack') ?? DEFAULT_PACK, examples);
  const files = filesOf(pack, examples).map(
    ([path, text]): NewFile => ({ path: join(target, path), name: join(directory, path), text }),
  );
  await writeFiles(files, { force: flags.isOn('force') });
  const next = nextCommands(directory);
  writeData(io, format, { directory: target, files: files.map(({ name }) => name), next }, (data) =>
    [
      `${data.files.length} files written to ${relative(io.cwd, target) || basename(target)}`,
      '',
      'Next, without a cluster:',
      ...next.development.map((command) => `  ${command}`),
      '',
      'Or with one:',
      ...next.cluster.map((command) => `  ${command}`),
    ].join('\n'),
  );
  return ExitCode.Done;
}

/** Folders that hold a Katalog. */
function examplesOf(examples: ExampleFiles): readonly string[] {
  const suffix = '/katalog.yaml';
  return Object.keys(examples)
    .filter((path) => path.endsWith(suffix))
    .map((path) => path.slice(0, -suffix.length));
}

/** The examples of a pack, which may be any folder of the tree (cli-api §1.2). */
function packOf(name: string, examples: ExampleFiles): readonly string[] {
  const wanted = name.replace(/\/+$/, '');
  const known = examplesOf(examples);
  const pack = known.filter((example) => example === wanted || example.startsWith(`${wanted}/`));
  if (pack.length > 0) return pack;
  const folders = known.flatMap((example) => [example, ...example.split('/')]);
  const nearest = nearestWord(wanted, folders);
  const guess = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  throw usageError(`no example is called ${name}${guess}`, 'See ork init --list');
}

function filesOf(
  pack: readonly string[],
  examples: ExampleFiles,
): readonly (readonly [string, string])[] {
  const [first = ''] = pack;
  const root = ROOT_FILES.flatMap((name) => {
    const text = examples[`${first}/${name}`];
    return text === undefined ? [] : [[name, text] as const];
  });
  const copies = Object.entries(examples)
    .filter(([path]) => pack.some((example) => path.startsWith(`${example}/`)))
    .map(([path, text]) => [`examples/${path}`, text] as const);
  return [...root, ...copies];
}

function nextCommands(directory: string): {
  readonly development: readonly string[];
  readonly cluster: readonly string[];
} {
  const enter = directory === '.' ? [] : [`cd ${directory}`];
  return {
    development: [...enter, 'ork dev --cr cr.yaml'],
    cluster: [...enter, 'kubectl apply -f crd.yaml', 'ork run', 'kubectl apply -f cr.yaml'],
  };
}
