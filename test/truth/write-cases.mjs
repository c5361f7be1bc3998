// Writes cases.json from cases/*.mjs: one template per line, so that a change shows as a change of lines.
import { writeFile } from 'node:fs/promises';
import { data } from './cases/data.mjs';
import { groups as execution } from './cases/execution.mjs';
import { groups as functions } from './cases/functions.mjs';
import { groups as katalog } from './cases/katalog.mjs';
import { groups as printf } from './cases/printf.mjs';
import { groups as syntax } from './cases/syntax.mjs';

export function casesText() {
  const all = [...katalog, ...syntax, ...execution, ...functions, ...printf];
  const groups = all.map(({ templates, ...group }) => {
    const unique = [...new Set(templates)];
    const head = JSON.stringify(group).slice(0, -1);
    return `${head},"templates":[\n${unique.map((template) => JSON.stringify(template)).join(',\n')}\n]}`;
  });
  return `{"data":${JSON.stringify(data)},\n"groups":[\n${groups.join(',\n')}\n]}\n`;
}

if (import.meta.url === `file://${process.argv[1]}`) {
  await writeFile(new URL('cases.json', import.meta.url), casesText());
}
