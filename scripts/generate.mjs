// Derives schemas/generated from schemas/*.schema.json: TypeScript types and ajv validators as plain code, so that
// neither ajv nor schema compilation is paid for at start-up. `--check` writes nothing and fails when stale.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneModule from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { compileFromFile } from 'json-schema-to-typescript';

const SCHEMAS = fileURLToPath(new URL('../schemas/', import.meta.url));
const HEADER = '// Derived by `npm run generate`; never edited.\n';

const files = readdirSync(SCHEMAS).filter((name) => name.endsWith('.schema.json'));
const kinds = files.map((name) => name.replace('.schema.json', '')).sort();
const generated = new Map([
  ...(await Promise.all(kinds.map(typesOf))),
  ...(await Promise.all(kinds.map(validatorOf))),
  ...kinds.map((kind) => [`validate-${kind}.d.ts`, validatorTypes()]),
]);

const isCheck = process.argv.includes('--check');
for (const [name, text] of generated) {
  const path = `${SCHEMAS}generated/${name}`;
  if (!isCheck) writeFileSync(path, text);
  else if (readOrEmpty(path) !== text) {
    console.error(`schemas/generated/${name} is stale: run npm run generate`);
    process.exitCode = 1;
  }
}

async function typesOf(kind) {
  const text = await compileFromFile(`${SCHEMAS}${kind}.schema.json`, {
    cwd: SCHEMAS,
    bannerComment: '',
    style: { singleQuote: true, printWidth: 100 },
    strictIndexSignatures: true,
  });
  return [`${kind}.ts`, `${HEADER}${text}`];
}

/** One file for each kind, so that a process loads only those it needs. */
async function validatorOf(kind) {
  const ajv = new Ajv2020({
    keywords: ['x-env', 'x-flag'],
    allErrors: true,
    strict: true,
    strictRequired: false, // anyOf names keys of the map around it
    allowUnionTypes: true,
    messages: false,
    inlineRefs: false,
    code: { source: true, esm: true, lines: false },
    schemas: kinds.map((each) => withoutProse(readJson(`${each}.schema.json`))),
  });
  const contents = standaloneModule.default(ajv, { validate: `${kind}.schema.json` });
  const result = await build({
    stdin: { contents, resolveDir: SCHEMAS, loader: 'js' },
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
    target: 'node20',
    charset: 'utf8',
  });
  return [`validate-${kind}.js`, HEADER + result.outputFiles[0].text];
}

function validatorTypes() {
  return `${HEADER}import type { Validator } from '../validator.ts';

export const validate: Validator;
`;
}

/** Validators carry their schema along; nothing reads its prose there. */
function withoutProse(value) {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== 'object' || value === null) return value;
  const isSchema = typeof value.description === 'string';
  const kept = Object.entries(value).filter(
    ([key]) => !isSchema || !['description', 'title', 'default'].includes(key),
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutProse(inner)]));
}

function readJson(name) {
  return JSON.parse(readFileSync(SCHEMAS + name, 'utf8'));
}

function readOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A file that is not there is stale like one that differs.
    return '';
  }
}
