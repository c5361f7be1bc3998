import type { SourceDocument } from '../../../core/index.ts';
import type { CompiledKatalogs } from '../compile-katalogs.ts';
import type { CommandIo } from '../io.ts';
import { styleOf } from '../style.ts';
import { problemText } from './problem-text.ts';

/** Writes problems on stderr, each with its line. */
export function tellProblems(
  { files, problems, sources }: Pick<CompiledKatalogs, 'files' | 'problems' | 'sources'>,
  { env, stderr }: Pick<CommandIo, 'env' | 'stderr'>,
): void {
  if (problems.length === 0) return;
  const texts = [...sources, ...textsOf(files)];
  stderr.write(`${problemText(problems, texts, styleOf(stderr, env))}\n`);
}

/** Side files that could be read, as documents. */
export function textsOf(files: CompiledKatalogs['files']): readonly SourceDocument[] {
  return files.flatMap(({ content, file }) =>
    'text' in content ? [{ file, text: content.text }] : [],
  );
}
