import type { CompiledKatalogs } from '../compile-katalogs.ts';
import type { CommandIo } from '../io.ts';
import { styleOf } from '../style.ts';
import { problemText } from './problem-text.ts';

/** Writes problems on stderr, each with its line. */
export function tellProblems(
  { problems, sources }: Pick<CompiledKatalogs, 'problems' | 'sources'>,
  { env, stderr }: Pick<CommandIo, 'env' | 'stderr'>,
): void {
  if (problems.length === 0) return;
  stderr.write(`${problemText(problems, sources, styleOf(stderr, env))}\n`);
}
