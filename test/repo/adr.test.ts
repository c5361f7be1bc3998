import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FOLDER = join(import.meta.dirname, '../../docs/adr');

test('every ADR has a number of its own, in its title as well', async () => {
  const files = (await readdir(FOLDER)).sort();
  const numbers = files.map((file) => file.slice(0, 4));
  const texts = await Promise.all(files.map((file) => readFile(join(FOLDER, file), 'utf8')));

  expect(numbers).toEqual(files.map((_, index) => String(index + 1).padStart(4, '0')));
  expect(texts.map((text) => text.slice(2, 6))).toEqual(numbers);
});
