import type { Format } from './output.ts';

/** The form of data that a command line asks for, read from its words: it may be one that means nothing otherwise. */
export function askedFormat(argv: readonly string[]): Exclude<Format, 'text'> | undefined {
  const end = argv.indexOf('--');
  const words = end < 0 ? argv : argv.slice(0, end);
  for (const [index, word] of words.entries()) {
    const asked = word.replace(/^--output=|^-[a-z]*?o=?|^--(?=json$|yaml$)/, '');
    const isWhole = word === '--output' || /^-[a-z]*?o$/.test(word);
    const value = isWhole ? words[index + 1] : asked === word ? undefined : asked;
    if (value === 'json' || value === 'yaml') return value;
  }
  return undefined;
}
