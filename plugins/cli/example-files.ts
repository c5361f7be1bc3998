import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** Texts of `examples/` by path below it, `beginner/01-hello-website/katalog.yaml`. */
export type ExampleFiles = Readonly<Record<string, string>>;

/**
 * The examples that belong to this version.
 *
 * @remarks A build replaces this module by one that holds the texts (scripts/build.mjs), so nothing is read or fetched.
 */
export async function loadExampleFiles(): Promise<ExampleFiles> {
  const root = fileURLToPath(new URL('../../examples/', import.meta.url));
  const names = await readdir(root, { recursive: true });
  const paths = names.filter((name) => isExampleFile(name)).sort();
  const texts = await Promise.all(
    paths.map(async (path) => [path, await readFile(`${root}${path}`, 'utf8')] as const),
  );
  return Object.fromEntries(texts);
}

/** Expected outcomes are for tests; people start without them. */
function isExampleFile(name: string): boolean {
  return name.endsWith('.yaml') && !name.endsWith('expected.yaml');
}
