// esbuild puts everything that an `index.ts` names into the chunks of everyone who imports one name of it. This plugin lets
// each import go straight to the file that has the name, so that a command loads only what it uses.
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';

const IMPORT = /^import \{([^}]*)\} from '(\.[^']*\/index\.ts)';$/gm;
const EXPORT = /^export \{([^}]*)\} from '(\.[^']*\.ts)';$/gm;

const barrels = new Map();

/** What a barrel re-exports: by name, the file and the name it has there. */
function readBarrel(file) {
  const known = barrels.get(file);
  if (known !== undefined) return known;
  const names = new Map();
  barrels.set(file, names);
  const source = existsSync(file) ? readFileSync(file, 'utf8') : '';
  for (const [, list, path] of source.matchAll(EXPORT)) {
    const target = resolve(dirname(file), path);
    for (const { name, as } of namesIn(list)) names.set(as, origin(target, name));
  }
  return names;
}

/** Follows a name through barrels that re-export barrels. */
function origin(file, name) {
  const next = file.endsWith(`${sep}index.ts`) ? readBarrel(file).get(name) : undefined;
  return next ?? { file, name };
}

function namesIn(list) {
  return list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '' && !item.startsWith('type '))
    .map((item) => {
      const [name, as = name] = item.split(/\s+as\s+/);
      return { name, as };
    });
}

function flatten(file, source) {
  return source.replace(IMPORT, (_, list, path) => {
    const barrel = resolve(dirname(file), path);
    return namesIn(list)
      .map(({ name, as }) => {
        const target = origin(barrel, name);
        return `import { ${target.name} as ${as} } from ${JSON.stringify(target.file)};`;
      })
      .join(' ');
  });
}

/** Plugin for the sources below some folders. */
export function flattenBarrels(root) {
  return {
    name: 'flatten-barrels',
    setup(builder) {
      builder.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (!path.startsWith(root) || path.includes(`${sep}node_modules${sep}`)) return undefined;
        return { contents: flatten(path, await readFile(path, 'utf8')), loader: 'ts' };
      });
    },
  };
}
