import { readFile, writeFile } from 'node:fs/promises';

/** Results stand between these lines; what is written around them by hand stays. */
const BEGIN = '<!-- results: begin -->';
const END = '<!-- results: end -->';

/** Puts results into a Markdown file, in place of those that are there. `-` prints them. */
export async function writeResults(path: string, results: string): Promise<void> {
  if (path === '-') {
    console.log(results);
    return;
  }
  const present = await readFile(path, 'utf8').catch(() => `# Results\n\n${BEGIN}\n${END}\n`);
  const from = present.indexOf(BEGIN);
  const to = present.indexOf(END);
  if (from < 0 || to < from) throw new Error(`${path} lacks the lines ${BEGIN} and ${END}`);
  await writeFile(path, `${present.slice(0, from)}${BEGIN}\n\n${results}\n\n${present.slice(to)}`);
}
